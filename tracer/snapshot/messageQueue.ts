/** System V message queues (sysvipc(7)): what they hold, and their bookkeeping. */
import { escapeBytes } from "../model/bytes";
import type { LastUse, MessageQueue } from "../model/kinds/messageQueue/state";
import { answersTo, answerTo } from "../trace/kernelAnswers";
import type { KernelAnswer, KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutNumbers, copyOfMessages, machineText, messageQueueStatus, type NumberPlaces } from "./inquiry";
import type { Judge } from "./judge";
import type { TallyPlace } from "./tally";

/** msgget, msgsnd, msgrcv and msgctl. */
const usedQueues: NumberPlaces = "68:result,69:arg0,70:arg0,71:arg0";
const longestMessage = 65536;

const status = aboutNumbers(usedQueues, messageQueueStatus());
const messages = aboutNumbers(usedQueues, copyOfMessages(longestMessage));
const allQueues = machineText("/proc/sysvipc/msg");

/** Bytes that a new queue may hold (proc_sys_kernel(5)). */
const limitOfNew = machineText("/proc/sys/kernel/msgmnb");

export const messageQueueJudge: Judge<MessageQueue> = {
    // The messages are copied one by one; that nothing came between, the status before and after tells.
    inquiries: [status, messages, status, allQueues, limitOfNew],
    compare({ object, snapshot, epoch, place }) {
        if (!wasAskedAbout(snapshot, object.number)) return;
        const reading = readMessageQueue(snapshot, object.number);
        if (!place.compare("it", "there", reading === undefined ? "removed" : "there") || reading === undefined) return;
        compareStatus(object, reading, place);
        compareMessages(object, reading.messages, place);
        compareLast("sender", object.lastSender, reading.lastSender, reading.times.sent, { epoch, inherited: object.inherited, place });
        compareLast("receiver", object.lastReceiver, reading.lastReceiver, reading.times.received, {
            epoch,
            inherited: object.inherited,
            place,
        });
    },
};

function compareStatus(queue: MessageQueue, reading: MessageQueueReading, place: TallyPlace): void {
    place.compare("key", queue.inherited && queue.key === 0 ? null : queue.key, reading.key);
    place.compare("bytes in it", queue.bytes, reading.bytes);
    place.compare("messages in it", queue.bytes === null ? null : queue.messages.length, reading.count);
    if (reading.limit !== null) place.compare("limit", queue.limit, reading.limit);
}

function compareMessages(queue: MessageQueue, kernel: readonly MessageReading[] | null, place: TallyPlace): void {
    if (kernel === null || queue.bytes === null) {
        place.unknown();
        return;
    }
    compareConcurrent(queue, kernel, place);
    for (const [index, message] of queue.messages.entries()) {
        const theirs = kernel[index];
        if (theirs === undefined) return;
        if (message.concurrent) continue;
        const at = place.at(`message ${index + 1}`);
        at.compare("type", message.type, theirs.type);
        if (message.data === null) at.unknown();
        else at.compare("its bytes", escapeBytes(message.data), escapeBytes(theirs.bytes.subarray(0, message.data.length)));
    }
}

/** Of messages that were sent at once it is known which there are, not in which order. */
function compareConcurrent(queue: MessageQueue, kernel: readonly MessageReading[], place: TallyPlace): void {
    const ours: string[] = [];
    const theirs: string[] = [];
    for (const [index, { concurrent, type, data }] of queue.messages.entries()) {
        const reading = kernel[index];
        if (!concurrent || reading === undefined) continue;
        if (data === null) return place.unknown();
        ours.push(`${type} ${escapeBytes(data)}`);
        theirs.push(`${reading.type} ${escapeBytes(reading.bytes)}`);
    }
    if (ours.length > 0) place.compare("messages in unknown order", ours.sort().join(", "), theirs.sort().join(", "));
}

interface LastPlace {
    /** Of the trace's start, in seconds since the epoch; null: unknown. */
    readonly epoch: number | null;
    readonly inherited: boolean;
    readonly place: TallyPlace;
}

/** The kernel's times are whole seconds, and of the moment inside the call. */
function compareLast(who: string, ours: LastUse | null, pid: number, time: number, { epoch, inherited, place }: LastPlace): void {
    if (ours === null && inherited) return place.unknown();
    place.compare(`last ${who}`, ours === null ? 0 : ours.pid, pid);
    if (ours === null || epoch === null) return;
    const difference = epoch + ours.time - time;
    place.compare(`time of the last ${who}`, "within 2 s", difference > -2 && difference < 2 ? "within 2 s" : `${difference} s off`);
}

/** The numbers of all queues there are; null when that was not asked. */
export function queueNumbers(snapshot: KernelSnapshot): ReadonlySet<number> | null {
    const lines = readLines(snapshot);
    return lines === null ? null : new Set(lines.map((value) => value("msqid")));
}

/** Bytes that a new queue may hold; null when that was not asked. */
export function limitOfNewQueues(snapshot: KernelSnapshot): number | null {
    const answer = answerTo(snapshot, limitOfNew, 0);
    return answer === undefined ? null : Number(new TextDecoder().decode(answer.bytes));
}

export interface MessageReading {
    readonly type: bigint;
    /** At most 64 KiB of them. */
    readonly bytes: Uint8Array;
}

export interface MessageQueueReading {
    readonly number: number;
    readonly key: number;
    /** Of all messages. */
    readonly bytes: number;
    readonly count: number;
    /** `msg_qbytes`; null where only /proc/sysvipc/msg tells of the queue. */
    readonly limit: number | null;
    /** In the order of the queue; null when they could not be read, or changed meanwhile. */
    readonly messages: readonly MessageReading[] | null;
    /** Process numbers; 0: nobody yet. */
    readonly lastSender: number;
    readonly lastReceiver: number;
    /** Seconds since the epoch; 0: not yet. */
    readonly times: { readonly sent: number; readonly received: number; readonly changed: number };
}

/** Undefined when there is no such queue, or nothing was asked about it: then `wasAskedAbout` is false. */
export function readMessageQueue(snapshot: KernelSnapshot, number: number): MessageQueueReading | undefined {
    const [before, after] = answersTo(snapshot, status, number);
    const reading = before === undefined ? undefined : readStatus(number, before);
    if (reading === undefined) return readLine(snapshot, number);
    const same = after !== undefined && equalBytes(before?.bytes, after.bytes);
    return { ...reading, messages: same ? readMessages(snapshot, reading) : null };
}

/** Whether a program has used that number, so that the kernel was asked. */
export function wasAskedAbout(snapshot: KernelSnapshot, number: number): boolean {
    return answersTo(snapshot, status, number).length > 0;
}

/** `struct msqid_ds` of x86-64, which begins with a `struct ipc_perm` of 48 bytes. */
function readStatus(number: number, { error, bytes }: KernelAnswer): MessageQueueReading | undefined {
    if (error !== 0 || bytes.length < 120) return undefined;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const long = (offset: number): number => Number(view.getBigInt64(offset, true));
    return {
        number,
        key: view.getInt32(0, true),
        bytes: long(72),
        count: long(80),
        limit: long(88),
        messages: null,
        lastSender: view.getInt32(96, true),
        lastReceiver: view.getInt32(100, true),
        times: { sent: long(48), received: long(56), changed: long(64) },
    };
}

const noMessage = 42; // ENOMSG

/** The last answer is the error that there is no message at that place. */
function readMessages(snapshot: KernelSnapshot, { number, bytes, count }: MessageQueueReading): readonly MessageReading[] | null {
    const answers = answersTo(snapshot, messages, number);
    if (answers.at(-1)?.error !== noMessage) return null;
    const found = answers
        .slice(0, -1)
        .map((answer) => ({
            type: new DataView(answer.bytes.buffer, answer.bytes.byteOffset).getBigInt64(0, true),
            bytes: answer.bytes.subarray(8),
        }));
    const sum = found.reduce((total, message) => total + message.bytes.length, 0);
    const cut = found.some((message) => message.bytes.length === longestMessage);
    return found.length === count && (sum === bytes || cut) ? found : null;
}

/** A queue that we may not read has a line there nevertheless (ipc/msg.c, sysvipc_msg_proc_show). */
function readLine(snapshot: KernelSnapshot, number: number): MessageQueueReading | undefined {
    const value = readLines(snapshot)?.find((each) => each("msqid") === number);
    if (value === undefined) return undefined;
    return {
        number,
        key: value("key"),
        bytes: value("cbytes"),
        count: value("qnum"),
        limit: null,
        messages: null,
        lastSender: value("lspid"),
        lastReceiver: value("lrpid"),
        times: { sent: value("stime"), received: value("rtime"), changed: value("ctime") },
    };
}

/** The lines of /proc/sysvipc/msg, each as a function from the names in its head to values. */
function readLines(snapshot: KernelSnapshot): readonly ((name: string) => number)[] | null {
    const answer = answerTo(snapshot, allQueues, 0);
    if (answer === undefined) return null;
    const [head = "", ...lines] = new TextDecoder().decode(answer.bytes).trimEnd().split("\n");
    const names = head.trim().split(/\s+/);
    return lines.map((line) => {
        const values = line.trim().split(/\s+/).map(Number);
        return (name: string) => values[names.indexOf(name)] ?? 0;
    });
}

function equalBytes(one: Uint8Array | undefined, other: Uint8Array): boolean {
    return one?.length === other.length && one.every((byte, index) => byte === other[index]);
}
