/** Address spaces begin, are shared, copied and left. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { SpaceId } from "../identities";
import { mapObject } from "../objects";

function newSpaceId(seq: number): SpaceId {
    return `space${seq}`;
}

/** The address space of a program that has just begun. */
export function beginSpace(draft: Draft, seq: number): SpaceId {
    const id = newSpaceId(seq);
    draft.addSpace({ id, users: 1, mappings: new Map(), former: [] });
    return id;
}

/** fork: the child's mappings are copies, in the name of its parent (kernel/fork.c, dup_mmap). */
export function copySpace(draft: Draft, id: SpaceId, event: EventBase): SpaceId {
    const copy = newSpaceId(event.seq);
    const mappings = new Map([...(draft.now.spaces.get(id)?.mappings ?? [])].filter(([, { inherited }]) => inherited));
    draft.addSpace({ id: copy, users: 1, mappings, former: [...(draft.now.spaces.get(id)?.former ?? [])] });
    for (const { object } of mappings.values()) mapObject(draft, object, 1, event);
    return copy;
}

export function shareSpace(draft: Draft, id: SpaceId): SpaceId {
    const space = draft.space(id);
    if (space !== undefined) space.users += 1;
    return id;
}

/** Gone with its last user, and with it all its mappings. */
export function leaveSpace(draft: Draft, id: SpaceId, event: EventBase): void {
    const space = draft.space(id);
    if (space === undefined) return;
    space.users -= 1;
    if (space.users > 0) return;
    draft.remove("spaces", id);
    for (const { object } of space.mappings.values()) mapObject(draft, object, -1, event);
}
