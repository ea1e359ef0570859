/**
 * System V message queues (sysvipc(7)): what they hold, how they are made, sent to, received from, changed and removed
 * (msgget(2), msgop(2), msgctl(2)), and how all of that is told.
 */
import type { Wait } from "../awaits";
import { escapeBytes } from "../bytes";
import type { EventBase } from "../eventBase";
import type { ObjectId } from "../identities";
import type { NewObjectBase } from "../kernelObject";
import type { Look } from "../look";
import type { Mutable } from "../mutable";
import type { CallBlocked } from "../owners/call";
import type { Payload, TakenBytes } from "../owners/transfer";
import { count, exactNumber, nameOf, quoted, said } from "../words";
import type { Kind } from "./kind";
import { addDoubt, isDoubtful, messageIsRenamed, messageIsTaken, rivalIsGone, settleDoubts } from "./messageQueue/doubts";
import { selected } from "./messageQueue/selection";
import type { Doubt, LastUse, Message, MessageQueue } from "./messageQueue/state";

export interface MessageQueueFacts {
    readonly key: number;
    readonly number: number;
    readonly limit?: number;
}

type NewMessageQueue = NewObjectBase & MessageQueueFacts & { readonly kind: "messageQueue" };

/** msgget(2) made it. */
export interface MessageQueueCreated extends EventBase {
    readonly kind: "messageQueueCreated";
    readonly object: ObjectId;
    readonly newObject: NewMessageQueue;
}

/** msgget(2) gave the number of one that was there. */
export interface MessageQueueOpened extends EventBase {
    readonly kind: "messageQueueOpened";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly key: number;
}

export interface MessageSent extends EventBase, Payload {
    readonly kind: "messageSent";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly type: bigint;
    /** Bytes of mtext. */
    readonly length: number;
    readonly result: number;
}

export interface MessageReceived extends EventBase, Payload {
    readonly kind: "messageReceived";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    /** Of the message. */
    readonly type: bigint;
    /** What was asked for (msgtyp), and whether any other type was (MSG_EXCEPT). */
    readonly wanted: bigint;
    readonly except: boolean;
    /** Bytes that the receiver got; with MSG_NOERROR the message may have had more. */
    readonly length: number;
    readonly result: number;
    /** Which send the message came from; `write` is the seq of the messageSent event, null if unknown. */
    readonly segments: readonly TakenBytes[];
    /** It came from one of several sends: they fit what was received, and others received or sent at the same time. */
    readonly doubt?: Doubt;
    /** MSG_COPY: the message stays in the queue. */
    readonly copied?: true;
    /** Bytes that MSG_NOERROR threw away. */
    readonly discarded?: number;
}

/** msgrcv(2) that could not store the message has taken it nevertheless: it is lost (ipc/msg.c, do_msgrcv). */
export interface MessageLost extends EventBase {
    readonly kind: "messageLost";
    readonly object: ObjectId;
    /** The seq of its messageSent event; null if unknown. */
    readonly message: number | null;
}

/** msgctl(2), IPC_SET. */
export interface MessageQueueChanged extends EventBase {
    readonly kind: "messageQueueChanged";
    readonly object: ObjectId;
    readonly newObject?: NewMessageQueue;
    readonly limit: number;
}

/** msgctl(2), IPC_RMID: it is gone at once, with all messages in it. */
export interface MessageQueueRemoved extends EventBase {
    readonly kind: "messageQueueRemoved";
    readonly object: ObjectId;
    readonly number: number;
    /** Messages that nobody has received; null: unknown. */
    readonly lost: number | null;
}

export type MessageQueueEvent =
    MessageQueueCreated | MessageQueueOpened | MessageSent | MessageReceived | MessageLost | MessageQueueChanged | MessageQueueRemoved;

type Queue = Mutable<MessageQueue>;

/** A call begins that may have to wait. */
function beginCall(queue: Queue, event: CallBlocked): void {
    const { awaits, tid } = event;
    if (awaits.what === "room") queue.sending.push(messageOf(event, awaits.message ?? 0n, awaits.length, event.data ?? null));
    if (awaits.what === "message" && selected(awaits, queue.messages) === undefined) queue.receivers.push(tid);
}

/** A send has returned: its message stands at the end, unless somebody has got it already. */
function finishSend(queue: Queue, event: MessageSent): void {
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
function giveUpCall(queue: Queue, tid: number): void {
    const given = takeOut(queue.sending, (message) => message.tid === tid);
    queue.receivers = queue.receivers.filter((each) => each !== tid);
    if (typeof given?.sent === "number") messageIsTaken(queue, given.sent);
    rivalIsGone(queue, tid);
    settleDoubts(queue);
}

/** The message with this `sent` is gone. Null: one from before the trace, or one of several. */
function receive(queue: Queue, sent: number | null, event: EventBase, doubt?: Doubt): void {
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

/** "key 0x2a01", "IPC_PRIVATE". */
export function keyText(key: number): string {
    return key === 0 ? "IPC_PRIVATE" : `key 0x${(key >>> 0).toString(16)}`;
}

function fillText({ messages, bytes, limit }: MessageQueue): string | null {
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

function awaited(queue: MessageQueue, wait: Wait): string | null {
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

function json(queue: MessageQueue, look: Look): Readonly<Record<string, unknown>> {
    const last = (use: LastUse | null): unknown => (use === null ? null : { process: use.process, pid: use.pid, time: use.time });
    return {
        key: queue.key,
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
function lines(queue: MessageQueue, look: Look): readonly string[] {
    const amount = queue.bytes === null ? "unknown bytes" : `${queue.bytes} of ${queue.limit ?? "?"} bytes`;
    const older = queue.inherited ? ["      what was in it before the trace is unknown"] : [];
    return [
        `${queue.id}  number ${queue.number}, ${keyText(queue.key)}  (${count(queue.messages.length, "message")}, ${amount})`,
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

export const messageQueue: Kind<MessageQueue, MessageQueueFacts, MessageQueueEvent> = {
    word: "message queue",
    traits: { named: false, position: "none", identity: "number", connects: true, buffers: true },
    begins: (base, facts, event) => ({
        ...base,
        kind: "messageQueue",
        key: facts.key,
        number: facts.number,
        messages: [],
        sending: [],
        receivers: [],
        doubts: [],
        bytes: base.inherited ? null : 0,
        limit: facts.limit ?? null,
        lastSender: null,
        lastReceiver: null,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    }),
    stays: (object) => !object.removed,
    abandoned: giveUpCall,
    events: {
        messageQueueCreated: {
            uses: "made",
            says: (event) =>
                said(
                    `${nameOf(event, "msgget")} made ${event.object}: number ${event.newObject.number}, ${keyText(event.newObject.key)}.`,
                    "It has no descriptor: whoever knows its key or number can use it, and it stays until somebody removes it.",
                ),
        },
        messageQueueOpened: {
            uses: "opened",
            says: (event) => said(`${nameOf(event, "msgget")} found ${event.object} by its ${keyText(event.key)}.`),
        },
        messageSent: {
            uses: "sent",
            becomes: finishSend,
            says(event, object) {
                const what = `a message of type ${event.type}, ${count(event.length, "byte")}`;
                return said(
                    `${nameOf(event, "msgsnd")} sent ${what} to ${event.object}${quoted(event.data, event.length)}.`,
                    object === undefined ? null : fillText(object),
                );
            },
        },
        messageReceived: {
            uses: "received",
            becomes(object, event) {
                if (event.copied !== true) receive(object, event.segments[0]?.write ?? null, event, event.doubt);
            },
            says(event, object) {
                const verb = event.copied === true ? "copied" : "received";
                const what = `a message of type ${event.type}, ${count(event.length, "byte")}`;
                const asked = event.copied === true ? "" : ` It had asked for one ${wantedText(event.wanted, event.except)}.`;
                const cut = event.discarded === undefined ? "" : ` ${count(event.discarded, "byte")} did not fit and are lost.`;
                const fill = object === undefined ? null : fillText(object);
                return said(
                    `${nameOf(event, "msgrcv")} ${verb} ${what} from ${event.object}${quoted(event.data, event.length)}.`,
                    `${fill ?? ""}${asked}${cut}`.trim(),
                );
            },
        },
        messageLost: {
            uses: "received",
            becomes: (object, event) => receive(object, event.message, event),
            says: (event) => said(`${nameOf(event, "msgrcv")} took a message from ${event.object} and could not store it.`, "It is lost."),
        },
        messageQueueChanged: {
            becomes(object, { limit }) {
                object.limit = limit;
            },
            says: (event) => said(`${event.object} may now hold ${count(event.limit, "byte")}.`),
        },
        messageQueueRemoved: {
            becomes(object) {
                object.removed = true;
            },
            says(event) {
                const lost = event.lost === null || event.lost === 0 ? "" : ` ${count(event.lost, "message")} in it are lost.`;
                return said(`${nameOf(event, "msgctl")} removed ${event.object}.`, `Who waits for it gets EIDRM.${lost}`);
            },
        },
    },
    reactions: {
        callBlocked: { becomes: beginCall },
        callInterrupted: { becomes: (object, event) => giveUpCall(object, event.tid) },
        callReturned: { becomes: (object, event) => giveUpCall(object, event.tid) },
    },
    awaited,
    json,
    lines,
};
