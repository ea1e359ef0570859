/** System V message queues: how they are made, sent to, received from, changed and removed (msgget(2), msgop(2), msgctl(2)). */
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { NewObjectBase } from "../kernelObject";
import type { Payload, TakenBytes } from "../owners/transfer";
import { count, quoted, said } from "../words";
import type { Kind } from "./kind";
import { beginCall, finishSend, giveUpCall, receive } from "./messageQueue/rules";
import { awaited, fillText, json, keyText, lines, wantedText } from "./messageQueue/sentences";
import type { MessageQueue, MessageQueueFacts } from "./messageQueue/state";

type NewMessageQueue = NewObjectBase & MessageQueueFacts & { readonly kind: "messageQueue" };

/** msgget(2) made it. */
export interface MessageQueueCreated extends EventBase {
    readonly kind: "messageQueueCreated";
    readonly object: ObjectId;
    readonly newObject: NewMessageQueue;
}

/** msgget(2) gave the number of one that was there. */
export interface MessageQueueOpened extends EventBase {
    readonly kind: "messageQueueOpened";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly key: number;
}

export interface MessageSent extends EventBase, Payload {
    readonly kind: "messageSent";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly type: bigint;
    /** Bytes of mtext. */
    readonly length: number;
    readonly result: number;
}

export interface MessageReceived extends EventBase, Payload {
    readonly kind: "messageReceived";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    /** Of the message. */
    readonly type: bigint;
    /** What was asked for (msgtyp), and whether any other type was (MSG_EXCEPT). */
    readonly wanted: bigint;
    readonly except: boolean;
    /** Bytes that the receiver got; with MSG_NOERROR the message may have had more. */
    readonly length: number;
    readonly result: number;
    /** Which send the message came from; `write` is the seq of the messageSent event, null if unknown. */
    readonly segments: readonly TakenBytes[];
    /** MSG_COPY: the message stays in the queue. */
    readonly copied?: true;
    /** Bytes that MSG_NOERROR threw away. */
    readonly discarded?: number;
}

/** msgrcv(2) that could not store the message has taken it nevertheless: it is lost (ipc/msg.c, do_msgrcv). */
export interface MessageLost extends EventBase {
    readonly kind: "messageLost";
    readonly object: ObjectId;
    /** The seq of its messageSent event; null if unknown. */
    readonly message: number | null;
}

/** msgctl(2), IPC_SET. */
export interface MessageQueueChanged extends EventBase {
    readonly kind: "messageQueueChanged";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly limit: number;
    readonly mode: number;
}

/** msgctl(2), IPC_RMID: it is gone at once, with all messages in it. */
export interface MessageQueueRemoved extends EventBase {
    readonly kind: "messageQueueRemoved";
    readonly object: ObjectId;
    readonly number: number;
    /** Messages that nobody has received; null: unknown. */
    readonly lost: number | null;
}

export type MessageQueueEvent =
    MessageQueueCreated | MessageQueueOpened | MessageSent | MessageReceived | MessageLost | MessageQueueChanged | MessageQueueRemoved;

export const messageQueue: Kind<MessageQueue, MessageQueueFacts, MessageQueueEvent> = {
    word: "message queue",
    traits: { named: false, position: "none", identity: "number", connects: true, buffers: true },
    begins: (base, facts, event) => ({
        ...base,
        kind: "messageQueue",
        key: facts.key,
        number: facts.number,
        messages: [],
        sending: [],
        receivers: [],
        bytes: base.inherited ? null : 0,
        limit: facts.limit ?? null,
        mode: facts.mode ?? null,
        lastSender: null,
        lastReceiver: null,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    }),
    stays: (object) => !object.removed,
    abandoned: giveUpCall,
    events: {
        messageQueueCreated: {
            uses: "made",
            says: (event) =>
                said(
                    `${event.call ?? "msgget"} made ${event.object}: number ${event.newObject.number}, ${keyText(event.newObject.key)}.`,
                    "It has no descriptor: whoever knows its key or number can use it, and it stays until somebody removes it.",
                ),
        },
        messageQueueOpened: {
            uses: "opened",
            says: (event) => said(`${event.call ?? "msgget"} found ${event.object} by its ${keyText(event.key)}.`),
        },
        messageSent: {
            uses: "sent",
            becomes: finishSend,
            says(event, object) {
                const what = `a message of type ${event.type}, ${count(event.length, "byte")}`;
                return said(
                    `${event.call ?? "msgsnd"} sent ${what} to ${event.object}${quoted(event.data, event.length)}.`,
                    object === undefined ? null : fillText(object),
                );
            },
        },
        messageReceived: {
            uses: "received",
            becomes(object, event) {
                if (event.copied !== true) receive(object, event.segments[0]?.write ?? null, event);
            },
            says(event, object) {
                const verb = event.copied === true ? "copied" : "received";
                const what = `a message of type ${event.type}, ${count(event.length, "byte")}`;
                const asked = event.copied === true ? "" : ` It had asked for one ${wantedText(event.wanted, event.except)}.`;
                const cut = event.discarded === undefined ? "" : ` ${count(event.discarded, "byte")} did not fit and are lost.`;
                const fill = object === undefined ? null : fillText(object);
                return said(
                    `${event.call ?? "msgrcv"} ${verb} ${what} from ${event.object}${quoted(event.data, event.length)}.`,
                    `${fill ?? ""}${asked}${cut}`.trim(),
                );
            },
        },
        messageLost: {
            uses: "received",
            becomes: (object, event) => receive(object, event.message, event),
            says: (event) => said(`${event.call ?? "msgrcv"} took a message from ${event.object} and could not store it.`, "It is lost."),
        },
        messageQueueChanged: {
            becomes(object, event) {
                object.limit = event.limit;
                object.mode = event.mode;
            },
            says: (event) => said(`${event.object} may now hold ${count(event.limit, "byte")}.`),
        },
        messageQueueRemoved: {
            becomes(object) {
                object.removed = true;
            },
            says(event) {
                const lost = event.lost === null || event.lost === 0 ? "" : ` ${count(event.lost, "message")} in it are lost.`;
                return said(`${event.call ?? "msgctl"} removed ${event.object}.`, `Who waits for it gets EIDRM.${lost}`);
            },
        },
    },
    reactions: {
        callBlocked: { becomes: beginCall },
        callInterrupted: { becomes: (object, event) => giveUpCall(object, event.tid) },
        callReturned: { becomes: (object, event) => giveUpCall(object, event.tid) },
    },
    awaited,
    json,
    lines,
};
