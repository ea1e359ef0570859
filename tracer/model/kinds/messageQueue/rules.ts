/** Messages that go into a queue and come out of it. */
import { commonBytes } from "../../bytes";
import type { EventBase } from "../../eventBase";
import type { Mutable } from "../../mutable";
import type { CallBlocked } from "../../owners/call";
import { selected, type Wanted } from "./selection";
import type { LastUse, Message, MessageQueue } from "./state";

type Queue = Mutable<MessageQueue>;

/** What a receiver got. */
export interface Got extends Wanted {
    /** mtype of the message. */
    readonly got: bigint;
    /** Bytes of the message, which MSG_NOERROR may have cut in the receiver's buffer. */
    readonly length: number;
    readonly cut: boolean;
    readonly data: Uint8Array | null;
}

/** A call begins that may have to wait. */
export function beginCall(queue: Queue, event: CallBlocked): void {
    const { awaits, tid } = event;
    if (awaits.what === "messageRoom") queue.sending.push(messageOf(event, awaits.type, awaits.length, event.data ?? null));
    if (awaits.what === "message" && selected(awaits, queue.messages) === undefined) queue.receivers.push(tid);
}

/** A send has returned: its message stands at the end, unless somebody has got it already. */
export function finishSend(
    queue: Queue,
    event: EventBase & { readonly type: bigint; readonly length: number; readonly data?: Uint8Array },
): void {
    const begun = takeOut(queue.sending, (message) => message.tid === event.tid);
    queue.lastSender = lastUse(event);
    if (begun?.received === true) return;
    queue.messages.push(messageOf(event, event.type, event.length, event.data ?? null));
    if (queue.bytes !== null) queue.bytes += event.length;
}

/** A call has failed, or will never return. */
export function giveUpCall(queue: Queue, tid: number): void {
    takeOut(queue.sending, (message) => message.tid === tid);
    queue.receivers = queue.receivers.filter((each) => each !== tid);
}

/**
 * The message that a receiver got; undefined: none of those that are known, so that it is older than the trace. The
 * recorder may see two senders return in another order than that in which the kernel served them, so type and bytes decide.
 */
export function messageFor(queue: MessageQueue | Queue, got: Got): Message | undefined {
    const fitting = (messages: readonly Message[]): readonly Message[] => messages.filter((message) => fits(message, got));
    const expected = selected(got, queue.messages);
    if (expected !== undefined && fits(expected, got)) return expected;
    return fitting(queue.messages)[0] ?? fitting(queue.sending.filter(({ received }) => !received))[0];
}

/** MSG_COPY leaves the message where it is; the index counts from 0. */
export function messageAt(queue: MessageQueue | Queue, index: number): Message | undefined {
    return queue.bytes === null ? undefined : queue.messages[index];
}

function fits(message: Message, { got, length, cut, data }: Got): boolean {
    if (message.type !== got || (cut ? message.length < length : message.length !== length)) return false;
    if (data === null || message.data === null) return true;
    return commonBytes(message.data, data) === Math.min(message.data.length, data.length);
}

/** The message with this `sent` is gone. Null: one from before the trace. */
export function receive(queue: Queue, sent: number | null, event: EventBase): void {
    const waited = queue.receivers.includes(event.tid);
    queue.receivers = queue.receivers.filter((tid) => tid !== event.tid);
    queue.lastReceiver = { ...lastUse(event), pid: waited ? event.tid : event.pid };
    const message = sent === null ? undefined : takeOut(queue.messages, (each) => each.sent === sent);
    if (message !== undefined) {
        if (queue.bytes !== null) queue.bytes -= message.length;
        return;
    }
    queue.sending = queue.sending.map((each) => (each.sent === sent ? { ...each, received: true } : each));
}

function messageOf(event: EventBase, type: bigint, length: number, data: Uint8Array | null): Message {
    const { seq, process, tid, source } = event;
    return { sent: seq, process, tid, source: source ?? null, type, length, data, received: false };
}

function lastUse({ pid, process, time }: EventBase): LastUse {
    return { pid, process, time };
}

function takeOut(messages: Message[], which: (message: Message) => boolean): Message | undefined {
    const index = messages.findIndex(which);
    return index < 0 ? undefined : messages.splice(index, 1)[0];
}
