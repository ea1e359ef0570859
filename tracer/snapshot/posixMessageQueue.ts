/** POSIX message queues (mq_overview(7)): limits, how many messages and bytes, and who is told. What is in them nobody can look at. */
import type { PosixMessageQueue } from "../model/kinds/posixMessageQueue/state";
import { answerTo } from "../trace/kernelAnswers";
import type { KernelSnapshot } from "../trace/kernelSnapshot";
import type { Matched } from "./compareDescriptors";
import { aboutDescriptions, machineText, posixQueueAttributes, startOfFile } from "./inquiry";
import type { Judge } from "./judge";

/** MQUEUE_MAGIC (ipc/mqueue.c). */
const queues = "filesystem:427819522";
const attributes = aboutDescriptions(queues, posixQueueAttributes());
/** "QSIZE:5          NOTIFY:0     SIGNO:0     NOTIFY_PID:0     " */
const status = aboutDescriptions(queues, startOfFile(256));
const defaultLimit = machineText("/proc/sys/fs/mqueue/msg_default");
const defaultSize = machineText("/proc/sys/fs/mqueue/msgsize_default");

export const posixMessageQueueJudge: Judge<PosixMessageQueue> = {
    inquiries: [attributes, status, defaultLimit, defaultSize],
    compare({ object, held, snapshot, place }) {
        const reading = firstAnswer(held, (subject) => readAttributes(snapshot, subject));
        if (reading === undefined) return place.unknown();
        const { older, messages } = object;
        place.compare("most messages", object.limit, reading.limit);
        place.compare("most bytes of a message", object.messageSize, reading.messageSize);
        place.compare("messages in it", older ? null : messages.length, reading.count);
        // A descriptor for writing alone cannot be read.
        const told = firstAnswer(held, (subject) => readStatus(snapshot, subject));
        if (told === undefined) return place.unknown();
        const bytes = messages.reduce((sum, { length }) => sum + length, 0);
        place.compare("bytes in it", older ? null : bytes, told.bytes);
        place.compare("who is told of a message", notificationOf(object), told.notification);
    },
};

function firstAnswer<Reading>(held: readonly Matched[], read: (subject: number) => Reading | undefined): Reading | undefined {
    for (const { kernel } of held) {
        const reading = read(kernel.class);
        if (reading !== undefined) return reading;
    }
    return undefined;
}

const ways = { signal: 0, nothing: 1, thread: 2 } as const;

function notificationOf({ notification }: PosixMessageQueue): string | null {
    if (notification === null) return null;
    return notification === "none"
        ? notificationText(0, 0, 0)
        : notificationText(ways[notification.how], notification.signal, notification.pid);
}

function notificationText(how: number, signal: number, pid: number): string {
    return pid === 0 ? "nobody" : `${pid} in way ${how}, signal ${signal}`;
}

interface AttributesReading {
    readonly limit: number;
    readonly messageSize: number;
    readonly count: number;
}

/** `struct mq_attr` of x86-64. */
function readAttributes(snapshot: KernelSnapshot, subject: number): AttributesReading | undefined {
    const answer = answerTo(snapshot, attributes, subject);
    if (answer === undefined || answer.bytes.length < 32) return undefined;
    const view = new DataView(answer.bytes.buffer, answer.bytes.byteOffset);
    const long = (place: number): number => Number(view.getBigInt64(8 * place, true));
    return { limit: long(1), messageSize: long(2), count: long(3) };
}

interface StatusReading {
    readonly bytes: number;
    readonly notification: string;
}

function readStatus(snapshot: KernelSnapshot, subject: number): StatusReading | undefined {
    const answer = answerTo(snapshot, status, subject);
    if (answer === undefined) return undefined;
    const text = new TextDecoder().decode(answer.bytes);
    const field = (name: string): number => Number(new RegExp(`\\b${name}:(\\d+)`).exec(text)?.[1] ?? 0);
    return { bytes: field("QSIZE"), notification: notificationText(field("NOTIFY"), field("SIGNO"), field("NOTIFY_PID")) };
}

/** Of queues that are made without attributes; empty when that was not asked. */
export function limitsOfNewQueues(snapshot: KernelSnapshot): { readonly limit?: number; readonly messageSize?: number } {
    const [limit, messageSize] = [answerTo(snapshot, defaultLimit, 0), answerTo(snapshot, defaultSize, 0)];
    if (limit === undefined || messageSize === undefined) return {};
    const number = (bytes: Uint8Array): number => Number(new TextDecoder().decode(bytes));
    return { limit: number(limit.bytes), messageSize: number(messageSize.bytes) };
}
