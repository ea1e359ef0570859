/** Edges between processes and objects that are no descriptors. */
import type { Draft } from "../draft";
import type { ObjectId, ProcessId } from "../identities";
import type { UseHow } from "../kinds/kind";

export function addUse(draft: Draft, id: ProcessId, object: ObjectId, how: UseHow): void {
    if (draft.now.processes.get(id)?.uses.get(object)?.how.includes(how) === true) return;
    const process = draft.process(id);
    process?.uses.set(object, { object, how: [...(process.uses.get(object)?.how ?? []), how] });
}

/** A removed object is used by nobody. */
export function endUses(draft: Draft, object: ObjectId): void {
    for (const { id, uses } of draft.now.processes.values()) if (uses.has(object)) draft.process(id)?.uses.delete(object);
}
