/** Edges between processes and objects that are no descriptors. */
import type { Draft } from "../draft";
import type { UsePlace } from "./use";
import type { ObjectId, ProcessId } from "../identities";
import type { UseHow } from "../owners/use";
import type { SourceLocation } from "../sourceLocation";

export function addUse(draft: Draft, id: ProcessId, object: ObjectId, how: UseHow, source: SourceLocation | null): void {
    const known = draft.now.processes.get(id)?.uses.get(object);
    const isKnown = known?.how.includes(how) === true;
    const place: UsePlace = { how, source };
    if (isKnown && isSame(known.places.at(-1), place)) return;
    const places = [...(known?.places.filter((each) => each.how !== how) ?? []), place];
    draft.process(id)?.uses.set(object, { object, how: isKnown ? known.how : [...(known?.how ?? []), how], places });
}

function isSame(one: UsePlace | undefined, other: UsePlace): boolean {
    return one?.how === other.how && one.source?.line === other.source?.line && one.source?.file === other.source?.file;
}

/** A removed object is used by nobody. */
export function endUses(draft: Draft, object: ObjectId): void {
    for (const { id, uses } of draft.now.processes.values()) if (uses.has(object)) draft.process(id)?.uses.delete(object);
}
