/** System V message queues (sysvipc(7)): what they hold, and their bookkeeping. */
import { answersTo } from "../trace/kernelAnswers";
import type { KernelAnswer, KernelSnapshot } from "../trace/kernelSnapshot";
import { aboutNumbers, copyOfMessages, machineText, messageQueueStatus, type Inquiry, type NumberPlaces } from "./inquiry";

/** msgget, msgsnd, msgrcv and msgctl. */
const usedQueues: NumberPlaces = "68:result,69:arg0,70:arg0,71:arg0";
const longestMessage = 65536;

const status = aboutNumbers(usedQueues, messageQueueStatus());
const messages = aboutNumbers(usedQueues, copyOfMessages(longestMessage));
const allQueues = machineText("/proc/sysvipc/msg");

/** The messages are copied one by one; that nothing came between, the status before and after tells. */
export const messageQueueInquiries: readonly Inquiry[] = [status, messages, status, allQueues];

export interface MessageReading {
    readonly type: number;
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
            type: Number(new DataView(answer.bytes.buffer, answer.bytes.byteOffset).getBigInt64(0, true)),
            bytes: answer.bytes.subarray(8),
        }));
    const sum = found.reduce((total, message) => total + message.bytes.length, 0);
    const cut = found.some((message) => message.bytes.length === longestMessage);
    return found.length === count && (sum === bytes || cut) ? found : null;
}

/** A queue that we may not read has a line there nevertheless (ipc/msg.c, sysvipc_msg_proc_show). */
function readLine(snapshot: KernelSnapshot, number: number): MessageQueueReading | undefined {
    const [answer] = answersTo(snapshot, allQueues, 0);
    if (answer === undefined || answer.error !== 0) return undefined;
    const [head = "", ...lines] = new TextDecoder().decode(answer.bytes).trimEnd().split("\n");
    const names = head.trim().split(/\s+/);
    for (const line of lines) {
        const values = line.trim().split(/\s+/).map(Number);
        const value = (name: string): number => values[names.indexOf(name)] ?? 0;
        if (value("msqid") !== number) continue;
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
    return undefined;
}

function equalBytes(one: Uint8Array | undefined, other: Uint8Array): boolean {
    return one?.length === other.length && one.every((byte, index) => byte === other[index]);
}
