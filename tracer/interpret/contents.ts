/** What the engine saw in shared memory when a process stopped. */
import type { ObjectId } from "../model/identities";
import { differences } from "../model/owners/contentsEvents";
import { mappingAt, type Mapping } from "../model/owners/space";
import type { ContentsRecord } from "../trace/record";
import type { Interpretation } from "./interpretation";
import type { TracedProcess } from "./tracedTasks";

interface Seen {
    readonly process: TracedProcess;
    readonly offset: number;
    readonly data: Uint8Array;
}

/** Of each object what begins first, and only where it is not as it was. */
export function seeContents(interpretation: Interpretation, { time, parts }: ContentsRecord): void {
    const { state, tasks, runs } = interpretation;
    const first = new Map<ObjectId, Seen>();
    for (const { pid, address, bytes } of parts) {
        const process = tasks.process(pid);
        const mapping = mappingAt(state.spaces.get(state.processes.get(process?.id ?? "")?.space ?? ""), address);
        if (process === undefined || mapping === undefined) continue;
        const offset = offsetAt(mapping, address);
        const known = first.get(mapping.object);
        if (known === undefined || offset < known.offset) first.set(mapping.object, { process, offset, data: new Uint8Array(bytes) });
    }
    for (const [object, { process, offset, data }] of first) {
        const last = state.objects.get(object)?.contents ?? null;
        const changed = last === null || last.offset !== offset ? null : differences(last.data, data);
        if (changed === 0) continue;
        const { id, pid } = process;
        const ran = runs.with(object, state);
        interpretation.narration.tell(
            { time, process: id, pid, tid: pid, call: null, stack: 0 },
            { kind: "contentsSeen", object, offset, data, ...(changed !== null && { changed }), ...(ran !== null && { ran }) },
        );
    }
}

function offsetAt({ offset, address: start }: Mapping, address: bigint): number {
    return offset + Number(address - start);
}
