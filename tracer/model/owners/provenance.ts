/** How a process came by a descriptor. */
import type { EventBase } from "../eventBase";
import { nameOf } from "../words";
import type { Descriptor, DescriptorTable, Provenance } from "./descriptorTable";

/** The call that made what the event tells of; null: no call of the program did. */
export function madeBy(event: EventBase): Provenance | null {
    return event.call === undefined ? null : { by: nameOf(event), source: event.source ?? null };
}

/** It came with the copy that fork made of the table. */
export function isCopy({ copied }: DescriptorTable, { since }: Descriptor): boolean {
    return copied !== null && since < copied.at;
}

/** Of the copies in a table that fork made, that is the fork. */
export function provenanceOf(table: DescriptorTable, descriptor: Descriptor): Provenance | null {
    return isCopy(table, descriptor) ? (table.copied?.provenance ?? null) : descriptor.got;
}
