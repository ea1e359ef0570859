/** Our own names: the kernel uses its numbers again, these are never used twice in a trace. */
export type ProcessId = string; // "p1"
export type TableId = string; // "table1": a descriptor table
export type SpaceId = string; // "space1": an address space
export type DescriptionId = string; // "ofd1": an open file description
export type ObjectId = string; // the kind and a number: "pipe1", "fifo1", "messageQueue1"

/** The word at the beginning of an object's name, which is that of its kind. */
export function wordOf(id: ObjectId): string {
    return /^[A-Za-z]+/.exec(id)?.[0] ?? "";
}
