/** Which descriptor tables belong to whom. */
import type { ProcessId } from "../identities";
import type { State } from "../state";
import type { DescriptorTable } from "./descriptorTable";
import { threadOf, type Process } from "./process";

/** The table of a thread; undefined when there is no such thread. */
export function tableOf(state: State, process: ProcessId, tid: number): DescriptorTable | undefined {
    const thread = threadOf(state.processes.get(process), tid);
    return thread === undefined ? undefined : state.tables.get(thread.table);
}

/** The table of a process's first thread, which is that of all its threads as a rule. */
export function mainTable(state: State, process: Process): DescriptorTable | undefined {
    const thread = threadOf(process, process.pid);
    return thread === undefined ? undefined : state.tables.get(thread.table);
}

/** All tables of a process's threads, each once, that of the first thread before the others. */
export function tablesOf(state: State, process: Process): readonly DescriptorTable[] {
    const ids = new Set([threadOf(process, process.pid)?.table, ...[...process.threads.values()].map(({ table }) => table)]);
    return [...ids].flatMap((id) => (id === undefined ? [] : (state.tables.get(id) ?? [])));
}
