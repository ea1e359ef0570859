/** Names in the file system, which objects of several kinds have. */
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import { settle } from "../objects";
import { said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

/** unlink(2): an object that nobody has open goes with its name. */
export interface FileRemoved extends EventBase {
    readonly kind: "fileRemoved";
    readonly object: ObjectId;
    readonly path: string;
}

/** rename(2): the object's name changed; what the new name stood for before is gone. */
export interface FileRenamed extends EventBase {
    readonly kind: "fileRenamed";
    readonly object: ObjectId;
    readonly path: string;
    readonly newPath: string;
}

export type NameEvent = FileRemoved | FileRenamed;

export const nameEvents: OwnerEvents<NameEvent> = {
    fileRemoved: {
        becomes(draft, event) {
            const object = draft.object(event.object);
            if (object === undefined) return;
            object.removed = true;
            settle(draft, event.object);
        },
        says(event, state) {
            const remains = state.objects.has(event.object) ? "Whoever has it open can go on using it." : null;
            return said(`The name ${event.path} was removed.`, remains);
        },
    },
    fileRenamed: {
        becomes(draft, event) {
            const object = draft.object(event.object);
            if (object !== undefined) object.name = event.newPath;
        },
        says: (event) => said(`${event.path} is now called ${event.newPath}.`),
    },
};
