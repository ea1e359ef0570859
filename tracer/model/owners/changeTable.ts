/** Descriptor tables begin, are copied, shared and left, and their descriptors come and go. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { TableId } from "../identities";
import { drop, refer } from "./changeDescription";
import { removeLocksOf } from "./changeLocks";
import type { Descriptor, DescriptorTable } from "./descriptorTable";
import { madeBy } from "./provenance";

function newTableId(draft: Draft, seq: number): TableId {
    const id = `table${seq}`;
    return draft.now.tables.has(id) ? `${id}.${draft.now.tables.size}` : id;
}

export function beginTable(draft: Draft, seq: number): TableId {
    const id = newTableId(draft, seq);
    draft.addTable({ id, descriptors: new Map(), closed: new Map(), users: 1, copied: null });
    return id;
}

/** Put a descriptor into a table; what had its number before is closed. */
export function putDescriptor(draft: Draft, id: TableId, descriptor: Descriptor): void {
    const table = draft.table(id);
    if (table === undefined) return;
    const former = table.descriptors.get(descriptor.fd);
    refer(draft, descriptor.description);
    insert(table.descriptors, descriptor);
    table.closed.delete(descriptor.fd);
    if (former !== undefined) close(draft, id, former);
}

export function removeDescriptor(draft: Draft, id: TableId, fd: number, seq: number): void {
    const descriptor = draft.now.tables.get(id)?.descriptors.get(fd);
    const table = descriptor === undefined ? undefined : draft.table(id);
    if (table === undefined || descriptor === undefined) return;
    const description = draft.now.descriptions.get(descriptor.description);
    table.descriptors.delete(fd);
    table.closed.set(fd, { fd, object: description?.object ?? "", access: description?.access ?? "read", at: seq });
    close(draft, id, descriptor);
}

/** Whichever descriptor of a file is closed, the process loses its record locks on it (fcntl(2)). */
function close(draft: Draft, table: TableId, { description: id }: Descriptor): void {
    const description = draft.now.descriptions.get(id);
    if (description !== undefined) removeLocksOf(draft, description.object, table);
    drop(draft, id);
}

export function setCloseOnExec(draft: Draft, id: TableId, fd: number, closeOnExec: boolean): void {
    const table = draft.table(id);
    const descriptor = table?.descriptors.get(fd);
    if (descriptor !== undefined) table?.descriptors.set(fd, { ...descriptor, closeOnExec });
}

/** fork: the child's table is a copy that refers to the same descriptions. */
export function copyTable(draft: Draft, from: TableId, event: EventBase): TableId {
    return addCopy(draft, from, event.seq, { at: event.seq, provenance: madeBy(event) });
}

function addCopy(draft: Draft, from: TableId, seq: number, copied: DescriptorTable["copied"]): TableId {
    const table = draft.now.tables.get(from);
    const id = newTableId(draft, seq);
    draft.addTable({ id, descriptors: new Map(table?.descriptors), closed: new Map(table?.closed), users: 1, copied });
    for (const descriptor of table?.descriptors.values() ?? []) refer(draft, descriptor.description);
    return id;
}

/** clone with CLONE_FILES: one table, one user more. */
export function shareTable(draft: Draft, id: TableId): TableId {
    const table = draft.table(id);
    if (table !== undefined) table.users += 1;
    return id;
}

/** exec and unshare(CLONE_FILES): the thread gets a copy of a table that others use too. */
export function unshareTable(draft: Draft, id: TableId, seq: number): TableId {
    const table = draft.now.tables.get(id);
    if (table === undefined || table.users < 2) return id;
    const copy = addCopy(draft, id, seq, table.copied);
    leaveTable(draft, id);
    return copy;
}

/** A thread ends: its table goes with the last user, and every descriptor in it is closed. */
export function leaveTable(draft: Draft, id: TableId): void {
    const table = draft.table(id);
    if (table === undefined) return;
    table.users -= 1;
    if (table.users > 0) return;
    draft.remove("tables", id);
    for (const descriptor of table.descriptors.values()) close(draft, id, descriptor);
}

/** Descriptors stay in ascending order. */
function insert(descriptors: Map<number, Descriptor>, added: Descriptor): void {
    let later = false;
    if (!descriptors.has(added.fd)) for (const fd of descriptors.keys()) later ||= fd > added.fd;
    descriptors.set(added.fd, added);
    if (!later) return;
    const sorted = [...descriptors.values()].sort((a, b) => a.fd - b.fd);
    descriptors.clear();
    for (const descriptor of sorted) descriptors.set(descriptor.fd, descriptor);
}
