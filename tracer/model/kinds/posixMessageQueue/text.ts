/** How a POSIX message queue is told. */
import type { Wait } from "../../awaits";
import { escapeBytes } from "../../bytes";
import type { Look } from "../../look";
import { count } from "../../words";
import { isFull } from "./rules";
import type { Notification, PosixMessageQueue } from "./state";

/** "2 of 10 messages", "2 messages and perhaps older ones". */
export function amountText({ messages, limit, older }: PosixMessageQueue): string {
    if (older) return `${count(messages.length, "message")} and perhaps older ones`;
    return limit === null ? count(messages.length, "message") : `${messages.length} of ${count(limit, "message")}`;
}

export function awaited(queue: PosixMessageQueue, { awaits }: Wait): string | null {
    switch (awaits.what) {
        case "input":
            if (queue.older) return "waiting for a message";
            return queue.messages.length === 0 ? "the queue is empty" : `the queue holds ${count(queue.messages.length, "message")}`;
        case "room":
            if (queue.older || queue.limit === null) return "waiting for room in the queue";
            return isFull(queue) ? `the queue is full (${amountText(queue)})` : "the queue has room for its message";
        default:
            return null;
    }
}

/** "p2 by SIGUSR1": who is told of a message that comes into the empty queue. */
export function notificationText({ process, how, signal }: Notification): string {
    return how === "signal" ? `${process} by signal ${signal}` : how === "thread" ? `${process} in a new thread` : `${process}, by nothing`;
}

export function json(queue: PosixMessageQueue, look: Look): Readonly<Record<string, unknown>> {
    return {
        limit: queue.limit,
        size: queue.messageSize,
        older: queue.older,
        messages: queue.messages.map(({ priority, length, data, process, concurrent }) => ({
            priority,
            length,
            preview: data === null ? null : escapeBytes(data),
            process,
            ...(concurrent && { concurrent }),
        })),
        notification: queue.notification,
        unlinked: queue.removed,
        waiters: look.waiting(queue.id).map(({ process, tid, call }) => ({ process, tid, call })),
    };
}

const shownBytes = 48;

/** The lines of `state`. */
export function lines(queue: PosixMessageQueue, look: Look): readonly string[] {
    const { notification } = queue;
    const size = queue.messageSize === null ? "" : `, each of at most ${count(queue.messageSize, "byte")}`;
    return [
        `${queue.id}  ${queue.name ?? "without a name"}${queue.removed ? ", unlinked" : ""}  (${amountText(queue)}${size})`,
        ...queue.messages.map(({ priority, length, data, process, concurrent }) => {
            const shown = data === null ? "" : ` “${escapeBytes(data.subarray(0, shownBytes))}${data.length > shownBytes ? "…" : ""}”`;
            return `      priority ${priority}  ${count(length, "byte")}${shown}  from ${process}${concurrent ? "  (order unknown)" : ""}`;
        }),
        ...look.waiting(queue.id).map((wait) => `      ${wait.process} in ${wait.call}: ${awaited(queue, wait) ?? "waits"}`),
        ...(notification === null || notification === "none"
            ? []
            : [`      a message into the empty queue tells ${notificationText(notification)}`]),
    ];
}
