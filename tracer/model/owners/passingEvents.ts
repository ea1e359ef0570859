/** Descriptors that are passed over sockets (unix(7), SCM_RIGHTS): the open file description is in flight until somebody has it. */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";
import { said } from "../words";
import { land, takeOff } from "./changeDescription";
import { accessTexts, putOpened, type Opened } from "./descriptorEvents";
import type { OwnerEvents } from "./ownerEvent";

/** The sender keeps its descriptor; the message refers to the same open file description. */
export interface DescriptorPassed extends EventBase {
    readonly kind: "descriptorPassed";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** Messages with descriptors are numbered over the whole trace, from 1. */
    readonly message: number;
    /** The socket that is to receive it; null: unknown. */
    readonly to: ObjectId | null;
}

/** A new descriptor for the description that was in flight. */
export interface DescriptorReceived extends Opened {
    readonly kind: "descriptorReceived";
    /** The message that brought it; null: who sent it is unknown. */
    readonly message: number | null;
    /** MSG_PEEK: the message stays, and the next to receive it has a descriptor too. */
    readonly peeked?: true;
}

/** A message was received without this descriptor: there was no room for it (MSG_CTRUNC), or nobody asked. */
export interface DescriptorDiscarded extends EventBase {
    readonly kind: "descriptorDiscarded";
    readonly object: ObjectId;
    readonly description: DescriptionId;
    readonly message: number;
}

export type PassingEvent = DescriptorPassed | DescriptorReceived | DescriptorDiscarded;

export const passingEvents: OwnerEvents<PassingEvent> = {
    descriptorPassed: {
        becomes: (draft, { description, message, to }) => takeOff(draft, description, { message, to }),
        telling: true,
        says: ({ call, fd, object, to }, _state, look) =>
            said(
                `${call ?? "sendmsg"} passed descriptor ${fd} of ${look.name(object)}${to === null ? "" : ` to ${look.name(to)}`}.`,
                "The message refers to the same open file description, which stays open until the message is received, even if the sender closes its own.",
            ),
    },
    descriptorReceived: {
        becomes(draft, event) {
            putOpened(draft, event);
            if (event.message !== null && event.peeked !== true) land(draft, event.description.id, event.message);
        },
        telling: true,
        says(event, _state, look) {
            const { fd, object, description, message } = event;
            const text = `${event.call ?? "recvmsg"} received descriptor ${fd} for ${look.name(object)}.`;
            if (message === null) return said(text, `Who passed it is not known. ${accessTexts[description.access]}`);
            const others = look.references(description.id) - 1;
            return said(
                text,
                others > 0 ? `It shares the open file description with the sender's. ${accessTexts[description.access]}` : null,
            );
        },
    },
    descriptorDiscarded: {
        becomes: (draft, { description, message }) => land(draft, description, message),
        telling: true,
        says: ({ object, description }, state, look) =>
            said(
                `A message was received without the descriptor of ${look.name(object)} that it carried, which is closed.`,
                state.descriptions.has(description) ? null : "It was the last reference to the open file description.",
            ),
    },
};
