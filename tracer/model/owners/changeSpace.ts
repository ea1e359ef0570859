/** Address spaces begin, are shared, copied and left. */
import type { Draft } from "../draft";
import type { SpaceId } from "../identities";

function newSpaceId(seq: number): SpaceId {
    return `space${seq}`;
}

/** The address space of a program that has just begun. */
export function beginSpace(draft: Draft, seq: number): SpaceId {
    const id = newSpaceId(seq);
    draft.addSpace({ id, users: 1, mappings: new Map() });
    return id;
}

export function copySpace(draft: Draft, id: SpaceId, seq: number): SpaceId {
    const copy = newSpaceId(seq);
    draft.addSpace({ id: copy, users: 1, mappings: new Map(draft.now.spaces.get(id)?.mappings) });
    return copy;
}

export function shareSpace(draft: Draft, id: SpaceId): SpaceId {
    const space = draft.space(id);
    if (space !== undefined) space.users += 1;
    return id;
}

/** Gone with its last user. */
export function leaveSpace(draft: Draft, id: SpaceId): void {
    const space = draft.space(id);
    if (space === undefined) return;
    space.users -= 1;
    if (space.users === 0) draft.remove("spaces", id);
}
