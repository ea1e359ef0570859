/** Descriptor tables: copied by fork, shared with CLONE_FILES, thinned out by exec. */
import { dropped, referred } from "./descriptions";
import { withoutTable, withProcess, withTable } from "./stateParts";
import type { ClosedDescriptor, Descriptor, DescriptorTable, Process, State } from "./state";

const noDescriptors: ReadonlyMap<number, Descriptor> = new Map();
const noneClosed: ReadonlyMap<number, ClosedDescriptor> = new Map();

export function tableOf(state: State, process: string): DescriptorTable | undefined {
    const table = state.processes.get(process)?.table;
    return table === undefined ? undefined : state.tables.get(table);
}

export function newTableId(seq: number): string {
    return `table${seq}`;
}

export function withEmptyTable(state: State, id: string): State {
    return withTable(state, { id, descriptors: noDescriptors, closed: noneClosed, users: 1 });
}

/** Put a descriptor into a process's table; what had its number before is closed. */
export function putDescriptor(state: State, process: string, descriptor: Descriptor): State {
    const table = tableOf(state, process);
    if (table === undefined) return state;
    const former = table.descriptors.get(descriptor.fd);
    const withReference = referred(state, descriptor.description);
    const placed = withTable(withReference, {
        ...table,
        descriptors: withNumber(table.descriptors, descriptor),
        closed: table.closed.has(descriptor.fd) ? without(table.closed, descriptor.fd) : table.closed,
    });
    return former === undefined ? placed : dropped(placed, former.description);
}

export function removeDescriptor(state: State, process: string, fd: number, seq: number): State {
    const table = tableOf(state, process);
    const descriptor = table?.descriptors.get(fd);
    if (table === undefined || descriptor === undefined) return state;
    const thinned = withTable(state, {
        ...table,
        descriptors: without(table.descriptors, fd),
        closed: new Map(table.closed).set(fd, trace(state, descriptor, seq)),
    });
    return dropped(thinned, descriptor.description);
}

export function setCloseOnExec(state: State, process: string, fd: number, closeOnExec: boolean): State {
    const table = tableOf(state, process);
    const descriptor = table?.descriptors.get(fd);
    if (table === undefined || descriptor === undefined) return state;
    return withTable(state, { ...table, descriptors: new Map(table.descriptors).set(fd, { ...descriptor, closeOnExec }) });
}

/** fork: the child's table is a copy that refers to the same descriptions. */
export function copyTable(state: State, table: DescriptorTable, id: string): State {
    let result = withTable(state, { ...table, id, users: 1 });
    for (const descriptor of table.descriptors.values()) result = referred(result, descriptor.description);
    return result;
}

/** clone with CLONE_FILES: one table, one user more. */
export function shareTable(state: State, table: DescriptorTable): State {
    return withTable(state, { ...table, users: table.users + 1 });
}

/** exec and unshare(CLONE_FILES): a table that was shared is copied for the process. */
export function unshareTable(state: State, process: Process, seq: number): State {
    const table = state.tables.get(process.table);
    if (table === undefined || table.users < 2) return state;
    const id = newTableId(seq);
    const copied = copyTable(withTable(state, { ...table, users: table.users - 1 }), table, id);
    return withProcess(copied, { ...process, table: id });
}

/** The process ends: its table goes with its last user, and every descriptor in it is closed. */
export function leaveTable(state: State, process: Process): State {
    const table = state.tables.get(process.table);
    if (table === undefined) return state;
    if (table.users > 1) return withTable(state, { ...table, users: table.users - 1 });
    let result = withoutTable(state, table.id);
    for (const descriptor of table.descriptors.values()) result = dropped(result, descriptor.description);
    return result;
}

function trace(state: State, descriptor: Descriptor, seq: number): ClosedDescriptor {
    const description = state.descriptions.get(descriptor.description);
    return { fd: descriptor.fd, object: description?.object ?? "", access: description?.access ?? "read", at: seq };
}

/** Descriptors stay in ascending order. */
function withNumber(descriptors: ReadonlyMap<number, Descriptor>, added: Descriptor): ReadonlyMap<number, Descriptor> {
    let highest = -1;
    for (const fd of descriptors.keys()) highest = fd;
    if (added.fd > highest || descriptors.has(added.fd)) return new Map(descriptors).set(added.fd, added);
    return new Map([...descriptors.values(), added].sort((a, b) => a.fd - b.fd).map((descriptor) => [descriptor.fd, descriptor]));
}

function without<V>(map: ReadonlyMap<number, V>, key: number): ReadonlyMap<number, V> {
    const result = new Map(map);
    result.delete(key);
    return result;
}
