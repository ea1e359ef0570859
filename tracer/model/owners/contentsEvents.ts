/** What is in memory that processes share: nobody is told when they read and write it, so that it is looked at when one stops. */
import { commonBytes } from "../bytes";
import type { EventBase } from "../eventBase";
import type { ObjectId, ProcessId } from "../identities";
import { count, firstOf, quoted, said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

/** It is not what it was when it was last looked at. */
export interface ContentsSeen extends EventBase {
    readonly kind: "contentsSeen";
    readonly object: ObjectId;
    /** Where in the object the bytes begin. */
    readonly offset: number;
    /** The first of them. */
    readonly data: Uint8Array;
    /** Bytes that are others than before; absent: nobody had looked before. */
    readonly changed?: number;
    /** Who ran since the look before and had it in its memory meanwhile; absent: nobody had looked at anything before. */
    readonly ran?: readonly ProcessId[];
}

/** How many bytes differ, those that only one of the two has among them. */
export function differences(one: Uint8Array, other: Uint8Array): number {
    if (commonBytes(one, other) === Math.max(one.length, other.length)) return 0;
    let differing = Math.abs(one.length - other.length);
    for (let index = 0; index < Math.min(one.length, other.length); index++) if (one[index] !== other[index]) differing += 1;
    return differing;
}

function ranText(ran: readonly ProcessId[] | undefined): string | null {
    if (ran === undefined) return null;
    return ran.length === 0 ? "Nobody who has it in its memory ran in between." : `${firstOf(ran)} ran in between.`;
}

export const contentsEvents: OwnerEvents<ContentsSeen> = {
    contentsSeen: {
        becomes(draft, { object: id, offset, data, ran }) {
            const object = draft.object(id);
            if (object !== undefined) object.contents = { offset, data, ran: ran ?? null };
        },
        telling: false,
        says(event, _state, look) {
            const what = `${look.name(event.object)} holds${quoted(event.data, event.data.length).replace(/^:/, "")}`;
            if (event.changed === undefined) return said(`${what}.`);
            return said(`${what}: ${count(event.changed, "byte")} changed since the last look.`, ranText(event.ran));
        },
    },
};
