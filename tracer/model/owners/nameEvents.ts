/** Names in the file system, which objects of several kinds have. */
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import { settle } from "../objects";
import { said } from "../words";
import type { OwnerEvents } from "./ownerEvent";

/** link(2): the object has another name. */
export interface FileLinked extends EventBase {
    readonly kind: "fileLinked";
    readonly object: ObjectId;
    readonly path: string;
    readonly newPath: string;
}

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

export type NameEvent = FileLinked | FileRemoved | FileRenamed;

export const nameEvents: OwnerEvents<NameEvent> = {
    fileLinked: {
        becomes(draft, event) {
            draft.object(event.object)?.otherNames.push(event.newPath);
        },
        says: (event) => said(`${event.path} has another name: ${event.newPath}.`),
    },
    fileRemoved: {
        becomes(draft, event) {
            const object = draft.object(event.object);
            if (object === undefined) return;
            const [next] = object.otherNames;
            if (next === undefined) object.removed = true;
            else if (object.name === event.path) object.name = next;
            object.otherNames = object.otherNames.filter((name) => name !== event.path && name !== object.name);
            settle(draft, event.object);
        },
        says(event, state) {
            const object = state.objects.get(event.object);
            if (object?.removed === false) return said(`The name ${event.path} was removed.`, `It is still called ${object.name}.`);
            const remains = state.objects.has(event.object) ? "Whoever has it open can go on using it." : null;
            return said(`The name ${event.path} was removed.`, remains);
        },
    },
    fileRenamed: {
        becomes(draft, event) {
            const object = draft.object(event.object);
            if (object === undefined) return;
            if (object.name === event.path) object.name = event.newPath;
            else object.otherNames = object.otherNames.map((name) => (name === event.path ? event.newPath : name));
        },
        says: (event) => said(`${event.path} is now called ${event.newPath}.`),
    },
};
