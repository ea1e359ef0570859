/** What happens to POSIX message queues (mq_open(3), mq_send(3), mq_receive(3), mq_notify(3), mq_getattr(3), mq_unlink(3)). */
import type { EventBase } from "../../eventBase";
import type { DescriptionId, ObjectId } from "../../identities";
import type { NewObjectBase } from "../../kernelObject";
import type { AccessMode } from "../../openFlags";
import type { Payload, TakenBytes } from "../../owners/transfer";
import type { Notification, PosixMessageQueueFacts } from "./state";

interface OfQueue extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

/** mq_open(3). `newObject` that is not `inherited`: it was made. */
export interface PosixMessageQueueOpened extends OfQueue {
    readonly kind: "posixMessageQueueOpened";
    readonly newObject?: NewObjectBase & PosixMessageQueueFacts & { readonly kind: "posixMessageQueue" };
    readonly closeOnExec: boolean;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
}

/** mq_send(3). */
export interface PosixMessageSent extends OfQueue, Payload {
    readonly kind: "messageSent";
    readonly priority: number;
    readonly length: number;
    readonly result: number;
    /** Who is told of it; after that nobody is registered any more. */
    readonly notified?: Notification;
}

/** mq_receive(3). */
export interface PosixMessageReceived extends OfQueue, Payload {
    readonly kind: "messageReceived";
    /** Null: the program did not ask, and which message it was is not known. */
    readonly priority: number | null;
    readonly length: number;
    readonly result: number;
    /** Which send the message came from; `write` is the seq of the messageSent event, null if unknown. */
    readonly segments: readonly TakenBytes[];
}

/** mq_getattr(3), or a call that failed since the queue was empty, told what was not known. */
export interface PosixMessageQueueTold extends OfQueue {
    readonly kind: "posixMessageQueueTold";
    readonly limit?: number;
    readonly messageSize?: number;
    /** Messages in it. */
    readonly count: number;
}

/** mq_notify(3). */
export interface NotificationRequested extends OfQueue {
    readonly kind: "notificationRequested";
    readonly how: Notification["how"];
    readonly signal: number;
}

/** By mq_notify(3), or since the process has closed a descriptor of the queue (ipc/mqueue.c, mqueue_flush_file). */
export interface NotificationRemoved extends EventBase {
    readonly kind: "notificationRemoved";
    readonly object: ObjectId;
    readonly cause: "asked" | "told" | "exec" | "end";
}

/** mq_unlink(3): it has no name any more, and goes with its last descriptor. */
export interface PosixMessageQueueUnlinked extends EventBase {
    readonly kind: "posixMessageQueueUnlinked";
    readonly object: ObjectId;
    readonly path: string;
}

export type PosixMessageQueueEvent =
    | PosixMessageQueueOpened
    | PosixMessageSent
    | PosixMessageReceived
    | PosixMessageQueueTold
    | NotificationRequested
    | NotificationRemoved
    | PosixMessageQueueUnlinked;
