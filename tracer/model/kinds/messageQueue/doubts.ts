/**
 * Receivers of whom nobody knows which message they got: MSG_NOERROR has cut it, so that several fit what came, and others
 * received or sent at the same moment. What others got tells, or that they got none: then the kernel's own choice is certain.
 */
import type { Mutable } from "../../mutable";
import { selected } from "./selection";
import type { Doubt, Message, MessageQueue } from "./state";

type Queue = Mutable<MessageQueue>;

export function isDoubtful({ doubts }: MessageQueue, { sent }: Message): boolean {
    return sent !== null && doubts.some(({ among }) => among.includes(sent));
}

export function addDoubt(queue: Queue, doubt: Doubt): void {
    queue.doubts = [...queue.doubts, doubt];
    queue.bytes = null;
}

/** Somebody else has got the message with this `sent`. */
export function messageIsTaken(queue: Queue, sent: number): void {
    queue.doubts = queue.doubts.map((doubt) => ({ ...doubt, among: doubt.among.filter((each) => each !== sent) }));
}

/** The message is known by another event from now on. */
export function messageIsRenamed(queue: Queue, from: number, to: number): void {
    queue.doubts = queue.doubts.map((doubt) => ({ ...doubt, among: doubt.among.map((each) => (each === from ? to : each)) }));
}

/** The thread has returned, or never will. */
export function rivalIsGone(queue: Queue, tid: number): void {
    queue.doubts = queue.doubts.map((doubt) => ({ ...doubt, rivals: doubt.rivals.filter((each) => each !== tid) }));
}

/** Takes out of the queue what is certain by now. */
export function settleDoubts(queue: Queue): void {
    if (queue.doubts.length === 0) return;
    for (let certain = nextCertain(queue); certain !== undefined; certain = nextCertain(queue)) {
        const { doubts, messages } = certain;
        const isTaken = ({ sent }: Message): boolean => sent !== null && messages.includes(sent);
        queue.doubts = queue.doubts.filter((each) => !doubts.includes(each));
        queue.messages = queue.messages.filter((each) => !isTaken(each));
        queue.sending = queue.sending.map((each) => (isTaken(each) ? { ...each, received: true } : each));
        for (const sent of messages) messageIsTaken(queue, sent);
    }
    if (queue.doubts.length === 0 && !queue.inherited) queue.bytes = queue.messages.reduce((sum, { length }) => sum + length, 0);
}

interface Certain {
    readonly doubts: readonly Doubt[];
    /** `sent` of those that their receivers have got, whoever got which. */
    readonly messages: readonly number[];
}

function nextCertain(queue: Queue): Certain | undefined {
    for (const doubt of queue.doubts) {
        const { among } = doubt;
        const within = queue.doubts.filter((each) => each.among.every((sent) => among.includes(sent)));
        if (within.length >= among.length) return { doubts: within, messages: among };
        const choice = choiceOfKernel(queue, doubt);
        if (choice !== null) return { doubts: [doubt], messages: [choice] };
    }
    return undefined;
}

/** `sent` of the message that the kernel gave; null: that is not certain, since others received, or several sent, at once. */
export function choiceOfKernel({ messages, sending }: MessageQueue, { among, wanted, rivals }: Doubt): number | null {
    const isOne = ({ sent }: Message): boolean => sent !== null && among.includes(sent);
    const candidates = messages.filter(isOne);
    if (rivals.length > 0 || sending.some(isOne) || candidates.some(({ concurrent }) => concurrent)) return null;
    return selected(wanted, candidates)?.sent ?? null;
}
