/** Accesses to watched memory (docs/trace-format.md, type 19). */
import type { MemoryAccess } from "../model/owners/memoryEvents";
import { endOf, type Mapping } from "../model/owners/space";
import { syscallByNumber } from "../syscalls/table";
import type { MemoryRecord } from "../trace/record";
import { originOf, type Interpretation } from "./interpretation";
import type { TracedProcess } from "./tracedTasks";

export function tellAccess(interpretation: Interpretation, record: MemoryRecord): void {
    const task = interpretation.startedTask(record.tid);
    if (task === undefined) return;
    const origin = originOf(task, record.time, nameOf(record.call), record.stack);
    const library = record.call === null ? interpretation.sources.libraryFunction(record.stack) : undefined;
    const access = { ...accessOf(interpretation, task.process, record), ...(library !== undefined && { library }) };
    const { before, after } = record;
    if (record.access === "unknown") {
        interpretation.narration.tell(origin, { kind: "memoryAccessed", ...access });
    } else if (record.access === "read") {
        interpretation.narration.tell(origin, { kind: "memoryRead", ...access, ...(before.length > 0 && { data: before }) });
    } else {
        interpretation.narration.tell(origin, {
            kind: "memoryWritten",
            ...access,
            ...(before.length > 0 && { before }),
            ...(after.length > 0 && { data: after }),
            ...(record.access === "changed" && { read: true }),
        });
    }
}

function nameOf(call: number | null): string | null {
    return call === null ? null : (syscallByNumber(call)?.name ?? `call ${call}`);
}

function accessOf(interpretation: Interpretation, process: TracedProcess, { address, length, times, atomic }: MemoryRecord): MemoryAccess {
    const mapping = mappingAt(interpretation, process, address);
    return {
        object: mapping?.object ?? null,
        address,
        offset: mapping === undefined ? null : mapping.offset + Number(address - mapping.address),
        length: length === 0 ? null : length,
        ...(atomic !== null && { atomic }),
        ...(times > 1 && { times }),
    };
}

function mappingAt({ state }: Interpretation, process: TracedProcess, address: bigint): Mapping | undefined {
    const space = state.spaces.get(state.processes.get(process.id)?.space ?? "");
    return [...(space?.mappings.values() ?? [])].find((mapping) => mapping.address <= address && address < endOf(mapping));
}
