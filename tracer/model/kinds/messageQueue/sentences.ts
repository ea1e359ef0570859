/** What is said of a message queue. */
import type { Wait } from "../../awaits";
import { escapeBytes } from "../../bytes";
import type { Look } from "../../look";
import { count, exactNumber } from "../../words";
import type { LastUse, MessageQueue } from "./state";

/** "key 0x2a01", "IPC_PRIVATE". */
export function keyText(key: number): string {
    return key === 0 ? "IPC_PRIVATE" : `key 0x${(key >>> 0).toString(16)}`;
}

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
        case "messageRoom":
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
        number: queue.number,
        bytes: queue.bytes,
        limit: queue.limit,
        messages: queue.messages.map(({ type, length, data }) => ({
            type: exactNumber(type),
            length,
            preview: data === null ? null : escapeBytes(data.subarray(0, 64)),
        })),
        lastSender: last(queue.lastSender),
        lastReceiver: last(queue.lastReceiver),
        waiters: look.waiting(queue.id).map(({ process, tid, call }) => ({ process, tid, call })),
    };
}

/** The lines of `state`. */
export function lines(queue: MessageQueue, look: Look): readonly string[] {
    const amount = queue.bytes === null ? "unknown bytes" : `${queue.bytes} of ${queue.limit ?? "?"} bytes`;
    const older = queue.bytes === null ? ["      what was in it before the trace is unknown"] : [];
    return [
        `${queue.id}  number ${queue.number}, ${keyText(queue.key)}  (${count(queue.messages.length, "message")}, ${amount})`,
        ...older,
        ...queue.messages.map(({ type, length, data, process }) => {
            const shown = data === null ? "" : ` “${escapeBytes(data.subarray(0, 48))}${data.length > 48 ? "…" : ""}”`;
            return `      type ${type}  ${count(length, "byte")}${shown}${process === null ? "" : `  from ${process}`}`;
        }),
        ...look.waiting(queue.id).map((wait) => `      ${wait.process} in ${wait.call}: ${awaited(queue, wait) ?? "waits"}`),
        `      last sent by ${lastText(queue.lastSender)}, last received by ${lastText(queue.lastReceiver)}`,
    ];
}

function lastText(use: LastUse | null): string {
    return use === null ? "nobody" : (use.process ?? `process ${use.pid}`);
}
