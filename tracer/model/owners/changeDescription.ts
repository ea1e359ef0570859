/** Open file descriptions begin, are referred to, and go with their last descriptor. */
import type { Draft } from "../draft";
import type { DescriptionId } from "../identities";
import { holdObject, releaseObject } from "../objects";
import type { NewDescription } from "./openFileDescription";

/** A description to which nothing refers yet; one that is there already stays as it is. */
export function describe(draft: Draft, { id, object, access, statusFlags, offset }: NewDescription, seq: number): void {
    if (draft.now.descriptions.has(id)) return;
    draft.addDescription({ id, object, access, statusFlags, offset, references: 0, since: seq });
    holdObject(draft, object, { access, statusFlags });
}

/** One more descriptor refers to it. */
export function refer(draft: Draft, id: DescriptionId): void {
    const description = draft.description(id);
    if (description !== undefined) description.references += 1;
}

/** One descriptor less refers to it. */
export function drop(draft: Draft, id: DescriptionId): void {
    const description = draft.description(id);
    if (description === undefined) return;
    description.references -= 1;
    if (description.references > 0) return;
    draft.remove("descriptions", id);
    releaseObject(draft, description.object, description);
}
