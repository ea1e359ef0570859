/** How a message queue is told: in sentences, in `state`, as JSON. */
import type { Wait } from "../../awaits";
import { escapeBytes } from "../../bytes";
import type { Look } from "../../look";
import { count, exactNumber } from "../../words";
import { toldKey } from "../systemVKey";
import { isDoubtful } from "./doubts";
import type { LastUse, Message, MessageQueue } from "./state";

export function fillText({ messages, bytes, limit }: MessageQueue): string | null {
    if (bytes === null) return null;
    if (messages.length === 0) return "The queue is empty now.";
    return `The queue now holds ${count(messages.length, "message")}, ${bytes}${limit === null ? "" : ` of ${limit}`} bytes.`;
}

/** "of type 2", "of a type up to 3", "of any type but 2", "of any type". */
export function wantedText(type: bigint, except: boolean): string {
    if (type === 0n) return "of any type";
    if (type < 0n) return `of a type up to ${-type}`;
    return except ? `of any type but ${type}` : `of type ${type}`;
}

export function awaited(queue: MessageQueue, wait: Wait): string | null {
    const { awaits } = wait;
    switch (awaits.what) {
        case "message": {
            const wanted = `waiting for a message ${wantedText(awaits.type, awaits.except)}`;
            if (queue.bytes === null) return wanted;
            return `${wanted}; the queue ${queue.messages.length === 0 ? "is empty" : `holds ${count(queue.messages.length, "message")}`}`;
        }
        case "room":
            return whyNoRoom(queue, awaits.length);
        default:
            return null;
    }
}

/** ipc/msg.c, msg_fits_inqueue: neither the bytes nor the number of messages may exceed msg_qbytes. */
function whyNoRoom({ bytes, limit, messages }: MessageQueue, length: number): string {
    if (bytes === null || limit === null) return "waiting for room in the queue";
    if (bytes + length <= limit && messages.length < limit) return "the queue has room for its message";
    return `the queue is full (${bytes} of ${limit} bytes); its message has ${length}`;
}

export function json(queue: MessageQueue, look: Look): Readonly<Record<string, unknown>> {
    const last = (use: LastUse | null): unknown => (use === null ? null : { process: use.process, pid: use.pid, time: use.time });
    return {
        key: queue.key,
        ...(queue.keySource !== null && { keySource: queue.keySource }),
        number: queue.number,
        bytes: queue.bytes,
        limit: queue.limit,
        messages: queue.messages.map((message) => ({
            type: exactNumber(message.type),
            length: message.length,
            preview: message.data === null ? null : escapeBytes(message.data.subarray(0, 64)),
            ...(message.concurrent && { concurrent: true }),
            ...(isDoubtful(queue, message) && { doubtful: true }),
        })),
        lastSender: last(queue.lastSender),
        lastReceiver: last(queue.lastReceiver),
        waiters: look.waiting(queue.id).map(({ process, tid, call }) => ({ process, tid, call })),
    };
}

/** The lines of `state`. */
export function lines(queue: MessageQueue, look: Look): readonly string[] {
    const amount = queue.bytes === null ? "unknown bytes" : `${queue.bytes} of ${queue.limit ?? "?"} bytes`;
    const older = queue.inherited ? ["      what was in it before the trace is unknown"] : [];
    return [
        `${queue.id}  number ${queue.number}, ${toldKey(queue.key, queue.keySource)}  (${count(queue.messages.length, "message")}, ${amount})`,
        ...older,
        ...queue.messages.map((message) => `      ${messageText(message, isDoubtful(queue, message))}`),
        ...look.waiting(queue.id).map((wait) => `      ${wait.process} in ${wait.call}: ${awaited(queue, wait) ?? "waits"}`),
        `      last sent by ${lastText(queue.lastSender)}, last received by ${lastText(queue.lastReceiver)}`,
    ];
}

function messageText({ type, length, data, process, concurrent }: Message, doubtful: boolean): string {
    const shown = data === null ? "" : ` “${escapeBytes(data.subarray(0, 48))}${data.length > 48 ? "…" : ""}”`;
    const notes = `${concurrent ? "  (order unknown)" : ""}${doubtful ? "  (perhaps received)" : ""}`;
    return `type ${type}  ${count(length, "byte")}${shown}${process === null ? "" : `  from ${process}`}${notes}`;
}

/** "p1", "process 4711", "nobody". */
export function lastText(use: LastUse | null): string {
    if (use === null) return "nobody";
    if (use.pid === null) return "one of several at once";
    return use.process ?? `process ${use.pid}`;
}
