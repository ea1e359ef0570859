/** What happens to System V message queues: msgget(2), msgop(2), msgctl(2). */
import type { EventBase } from "../../eventBase";
import type { ObjectId } from "../../identities";
import type { NewObjectBase } from "../../kernelObject";
import type { Payload, TakenBytes } from "../../owners/transfer";
import type { KeySource } from "../systemVKey";
import type { Doubt } from "./state";

export interface MessageQueueFacts {
    readonly key: number;
    readonly keySource?: KeySource;
    readonly number: number;
    readonly limit?: number;
}

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
    readonly keySource?: KeySource;
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
    /** It came from one of several sends: they fit what was received, and others received or sent at the same time. */
    readonly doubt?: Doubt;
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
