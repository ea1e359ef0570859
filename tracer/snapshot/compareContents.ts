/** Compares what was seen in memory that processes share with what each of them has there now, at its own address. */
import { escapeBytes } from "../model/bytes";
import { addressText } from "../model/owners/mappingText";
import type { Process } from "../model/owners/process";
import { mappingIn } from "../model/owners/space";
import type { State } from "../model/state";
import { answersTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import { startOfSharedMemory } from "./inquiry";
import type { TallyPlace } from "./tally";

/** Of each mapping. */
const comparedBytes = 1024;
export const contentsInquiry = startOfSharedMemory(comparedBytes);

/** Nobody moves at an account, and who looked has looked just before it. Others than the traced may write to what was there before them. */
export function compareContents(state: State, { pid, space }: Process, snapshot: KernelSnapshot, place: TallyPlace): void {
    const mappings = state.spaces.get(space)?.mappings;
    for (const { error, result, bytes } of answersTo(snapshot, contentsInquiry, pid)) {
        const address = BigInt(result);
        const mapping = error === 0 ? mappingIn(mappings?.values() ?? [], address) : undefined;
        const object = mapping === undefined ? undefined : state.objects.get(mapping.object);
        if (mapping === undefined || object === undefined || object.contents === null) continue;
        const { offset, data } = object.contents;
        const here = mapping.offset + Number(address - mapping.address);
        const [from, to] = [Math.max(offset, here), Math.min(offset + data.length, here + bytes.length)];
        if (from >= to) continue;
        const ours = object.inherited ? null : escapeBytes(data.subarray(from - offset, to - offset));
        place.compare(
            `bytes at ${addressText(address)}, ${from} to ${to} of ${object.id}`,
            ours,
            escapeBytes(bytes.subarray(from - here, to - here)),
        );
    }
}
