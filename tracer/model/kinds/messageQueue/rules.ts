/** What a message queue holds after each call on it, and what those that wait have begun. */
import type { EventBase } from "../../eventBase";
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import { addDoubt, messageIsRenamed, messageIsTaken, rivalIsGone, settleDoubts } from "./doubts";
import type { MessageSent } from "./events";
import { selected } from "./selection";
import type { Doubt, LastUse, Message, MessageQueue } from "./state";

type Queue = Mutable<MessageQueue>;

/** A call begins that may have to wait. */
export function beginCall(queue: Queue, event: CallBlocked): void {
    const { awaits, tid } = event;
    if (awaits.what === "room") queue.sending.push(messageOf(event, awaits.message ?? 0n, awaits.length, event.data ?? null));
    if (awaits.what === "message" && selected(awaits, queue.messages) === undefined) queue.receivers.push(tid);
}

/** A send has returned: its message stands at the end, unless somebody has got it already. */
export function finishSend(queue: Queue, event: MessageSent): void {
    const begun = takeOut(queue.sending, (message) => message.tid === event.tid);
    const meanwhile =
        begun === undefined ? [] : queue.messages.filter(({ sent }) => sent !== null && begun.sent !== null && sent > begun.sent);
    queue.lastSender = meanwhile.length === 0 ? lastUse(event) : { ...lastUse(event), pid: null, process: null };
    if (begun?.received === true) return;
    queue.messages = queue.messages.map((message) => (meanwhile.includes(message) ? { ...message, concurrent: true } : message));
    queue.messages.push({ ...messageOf(event, event.type, event.length, event.data ?? null), concurrent: meanwhile.length > 0 });
    if (queue.bytes !== null) queue.bytes += event.length;
    if (typeof begun?.sent === "number") messageIsRenamed(queue, begun.sent, event.seq);
    settleDoubts(queue);
}

/** A call has failed, or will never return. */
export function giveUpCall(queue: Queue, tid: number): void {
    const given = takeOut(queue.sending, (message) => message.tid === tid);
    queue.receivers = queue.receivers.filter((each) => each !== tid);
    if (typeof given?.sent === "number") messageIsTaken(queue, given.sent);
    rivalIsGone(queue, tid);
    settleDoubts(queue);
}

/** The message with this `sent` is gone. Null: one from before the trace, or one of several. */
export function receive(queue: Queue, sent: number | null, event: EventBase, doubt?: Doubt): void {
    noteReceiver(queue, event);
    rivalIsGone(queue, event.tid);
    if (doubt !== undefined) addDoubt(queue, doubt);
    if (sent !== null) {
        take(queue, sent);
        messageIsTaken(queue, sent);
    }
    settleDoubts(queue);
}

function noteReceiver(queue: Queue, event: EventBase): void {
    const waited = queue.receivers.includes(event.tid);
    queue.receivers = queue.receivers.filter((tid) => tid !== event.tid);
    queue.lastReceiver = { ...lastUse(event), pid: waited ? event.tid : event.pid };
}

function take(queue: Queue, sent: number): void {
    const message = takeOut(queue.messages, (each) => each.sent === sent);
    if (message !== undefined) {
        if (queue.bytes !== null) queue.bytes -= message.length;
        return;
    }
    queue.sending = queue.sending.map((each) => (each.sent === sent ? { ...each, received: true } : each));
}

function messageOf(event: EventBase, type: bigint, length: number, data: Uint8Array | null): Message {
    const { seq, process, tid, source } = event;
    return { sent: seq, process, tid, source: source ?? null, type, length, data, received: false, concurrent: false };
}

function lastUse({ pid, process, time }: EventBase): LastUse {
    return { pid, process, time };
}

function takeOut(messages: Message[], which: (message: Message) => boolean): Message | undefined {
    const index = messages.findIndex(which);
    return index < 0 ? undefined : messages.splice(index, 1)[0];
}
