/** What is in memory that processes share: nobody is told when they read and write it, so that it is looked at when one stops. */
import { commonBytes } from "../bytes";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import { count, quoted, said } from "../words";
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
}

/** How many bytes differ, those that only one of the two has among them. */
export function differences(one: Uint8Array, other: Uint8Array): number {
    if (commonBytes(one, other) === Math.max(one.length, other.length)) return 0;
    let differing = Math.abs(one.length - other.length);
    for (let index = 0; index < Math.min(one.length, other.length); index++) if (one[index] !== other[index]) differing += 1;
    return differing;
}

export const contentsEvents: OwnerEvents<ContentsSeen> = {
    contentsSeen: {
        becomes(draft, { object: id, offset, data }) {
            const object = draft.object(id);
            if (object !== undefined) object.contents = { offset, data };
        },
        telling: false,
        says(event, _state, look) {
            const what = `${look.name(event.object)} holds${quoted(event.data, event.data.length).replace(/^:/, "")}`;
            return said(event.changed === undefined ? `${what}.` : `${what}: ${count(event.changed, "byte")} changed since the last look.`);
        },
    },
};
