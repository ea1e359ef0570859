/** How messages come into a POSIX queue and leave it (ipc/mqueue.c), although calls may be seen to return in another order. */
import type { EventBase } from "../../eventBase";
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import type { PosixMessageQueueTold, PosixMessageReceived, PosixMessageSent } from "./events";
import type { PosixMessage, PosixMessageQueue } from "./state";

type Queue = Mutable<PosixMessageQueue>;

/** A call begins that may have to wait. */
export function beginCall(queue: Queue, event: CallBlocked): void {
    const { awaits, tid } = event;
    if (awaits.what === "room") {
        const waited = isFull(queue);
        const priority = Number(awaits.message ?? 0n);
        queue.sending.push({ ...messageOf(event, priority, awaits.length, event.data ?? null), waited });
    }
    if (awaits.what === "input" && queue.messages.length === 0) queue.receivers.push(tid);
}

export function isFull({ messages, limit }: Pick<PosixMessageQueue, "messages" | "limit">): boolean {
    return limit !== null && messages.length >= limit;
}

/** A call has failed, or will never return. */
export function giveUpCall(queue: Queue, tid: number): void {
    takeOut(queue.sending, (message) => message.tid === tid);
    queue.receivers = queue.receivers.filter((each) => each !== tid);
}

/** A send has returned: its message is in the queue, unless somebody has got it already. */
export function finishSend(queue: Queue, event: PosixMessageSent): void {
    const begun = takeOut(queue.sending, (message) => message.tid === event.tid);
    if (event.notified !== undefined) {
        queue.notification = "none";
        // Whether it was empty, so that somebody was told, is not known.
    } else if (queue.older && queue.messages.length === 0 && queue.notification !== "none") {
        queue.perhapsTold = queue.notification ?? queue.perhapsTold;
        queue.notification = null;
    }
    if (begun?.received === true) return;
    const isMeanwhile = ({ sent, priority }: PosixMessage): boolean =>
        begun !== undefined && priority === event.priority && sent > begun.sent;
    const isConcurrent = queue.messages.some(isMeanwhile);
    const messages = queue.messages.map((message) => (isMeanwhile(message) ? { ...message, concurrent: true } : message));
    const message = { ...messageOf(event, event.priority, event.length, event.data ?? null), concurrent: isConcurrent };
    const place = messages.findIndex(({ priority }) => priority < event.priority);
    messages.splice(place < 0 ? messages.length : place, 0, message);
    queue.messages = messages;
}

export function receive(queue: Queue, event: PosixMessageReceived): void {
    queue.receivers = queue.receivers.filter((tid) => tid !== event.tid);
    const sent = event.segments[0]?.write ?? null;
    if (sent === null || takeOut(queue.messages, (message) => message.sent === sent) !== undefined) return;
    queue.sending = queue.sending.map((each) => (each.sent === sent ? { ...each, received: true } : each));
}

/** As many messages as are known: then there are no others, unless calls are under way. */
export function learn(queue: Queue, { limit, messageSize, count }: PosixMessageQueueTold): void {
    if (limit !== undefined) queue.limit = limit;
    if (messageSize !== undefined) queue.messageSize = messageSize;
    if (count === queue.messages.length && queue.sending.length === 0) queue.older = false;
}

/** The message that a receiver got. */
export interface Got {
    /** Null: the program did not ask. */
    readonly priority: number | null;
    readonly length: number;
    readonly data: Uint8Array | null;
}

/**
 * Undefined: none of those that are known, so that it is older than the trace. The recorder may see two senders return in
 * another order than that in which the kernel served them, so priority and bytes decide.
 */
export function messageFor({ messages, sending }: PosixMessageQueue, got: Got): PosixMessage | undefined {
    return messages.find((message) => fits(message, got)) ?? sending.find((message) => !message.received && fits(message, got));
}

function fits(message: PosixMessage, { priority, length, data }: Got): boolean {
    if ((priority !== null && message.priority !== priority) || message.length !== length) return false;
    const captured = Math.min(message.data?.length ?? 0, data?.length ?? 0);
    return message.data === null || data === null || equalBytes(message.data.subarray(0, captured), data.subarray(0, captured));
}

function equalBytes(one: Uint8Array, other: Uint8Array): boolean {
    return one.every((byte, index) => byte === other[index]);
}

function messageOf(event: EventBase, priority: number, length: number, data: Uint8Array | null): PosixMessage {
    const { seq, process, tid, source } = event;
    return { sent: seq, process, tid, source: source ?? null, priority, length, data, received: false, concurrent: false, waited: false };
}

function takeOut(messages: PosixMessage[], which: (message: PosixMessage) => boolean): PosixMessage | undefined {
    const index = messages.findIndex(which);
    return index < 0 ? undefined : messages.splice(index, 1)[0];
}
