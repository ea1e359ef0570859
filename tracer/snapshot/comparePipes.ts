/** Compares pipes and FIFOs: how many bytes are in them, which bytes, the capacity, and who holds their ends. */
import { commonBytes, escapeBytes } from "../model/bytes";
import { accessMode, endsOf, statusFlagNames, type End } from "../model/openFlags";
import type { PipeOrFifo } from "../model/kinds/pipe/state";
import type { KernelDescriptor, KernelPipe, KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import type { Tally, TallyPlace } from "./tally";

export function comparePipes(snapshot: KernelSnapshot, matched: readonly Matched[], tally: Tally): void {
    const holders = new Map<string, Matched[]>();
    for (const one of matched) {
        const identity = `${one.kernel.device}:${one.kernel.inode}`;
        holders.set(identity, [...(holders.get(identity) ?? []), one]);
    }
    for (const kernelPipe of snapshot.pipes) {
        const held = holders.get(`${kernelPipe.device}:${kernelPipe.inode}`);
        const pipe = held?.[0]?.object;
        // A descriptor that differs has been reported already.
        if (held === undefined || (pipe?.kind !== "pipe" && pipe?.kind !== "fifo")) continue;
        const place = tally.at(pipe.id);
        compareContent(pipe, kernelPipe, place);
        compareEnds(pipe, held, place);
    }
}

function compareContent(pipe: PipeOrFifo, kernel: KernelPipe, place: TallyPlace): void {
    place.compare("capacity", pipe.capacity, kernel.capacity);
    if (!place.compare("bytes in it", pipe.bytes, kernel.bytes) || pipe.bytes === null) return;
    if (kernel.content === null) return;
    const content = bytesOf(kernel.content);
    let next = 0;
    for (const segment of pipe.segments) {
        const offset = next;
        next += segment.length;
        // Which of several writes at the same time came first is not known.
        if (segment.concurrent) {
            place.unknown();
            continue;
        }
        const ours = segment.data ?? new Uint8Array();
        // The kernel's account has the first 64 KiB only.
        const known = Math.min(ours.length, Math.max(0, content.length - offset));
        const theirs = content.subarray(offset, offset + known);
        // NUL may be written in two ways, so it is not the texts that are compared.
        const common = commonBytes(ours, theirs);
        if (common === known) {
            place.compare("its bytes", known, common);
        } else {
            place.compare(`bytes from ${offset + common}`, beginning(ours.subarray(common)), beginning(theirs.subarray(common)));
        }
        if (known < segment.length) place.unknown();
    }
}

function bytesOf(hexadecimal: string): Uint8Array {
    return Uint8Array.from({ length: hexadecimal.length / 2 }, (_, index) => parseInt(hexadecimal.slice(2 * index, 2 * index + 2), 16));
}

function beginning(bytes: Uint8Array): string {
    return `"${escapeBytes(bytes.subarray(0, 20))}"${bytes.length > 20 ? "…" : ""}`;
}

/** A pipe's readers and writers are the open file descriptions with that access, not the descriptors. */
function compareEnds(pipe: PipeOrFifo, held: readonly Matched[], place: TallyPlace): void {
    const classes = (end: End): number =>
        new Set(held.filter(({ kernel }) => endsOfKernel(kernel).includes(end)).map((one) => one.kernel.class)).size;
    place.compare("open file descriptions that read it", pipe.readers, classes("read"));
    place.compare("open file descriptions that write it", pipe.writers, classes("write"));
}

function endsOfKernel({ flags }: KernelDescriptor): readonly End[] {
    return endsOf({ access: accessMode(flags), statusFlags: statusFlagNames(flags) });
}
