/** POSIX message queues (mq_overview(7)): messages by priority, behind descriptors and a name. */
import { unknownEnders } from "../ender";
import { count, nameOf, callText, quoted, said } from "../words";
import type { Kind } from "./kind";
import type { PosixMessageQueueEvent, PosixMessageQueueOpened } from "./posixMessageQueue/events";
import { beginCall, finishSend, giveUpCall, isFull, learn, receive } from "./posixMessageQueue/rules";
import type { PosixMessageQueue, PosixMessageQueueFacts } from "./posixMessageQueue/state";
import { endersOfBuffer } from "./pipe/others";
import { amountText, awaited, json, lines, notificationText } from "./posixMessageQueue/text";

export const posixMessageQueue: Kind<PosixMessageQueue, PosixMessageQueueFacts, PosixMessageQueueEvent> = {
    word: "message queue",
    traits: { named: true, position: "none", identity: "inode", connects: true, buffers: true },
    begins: (base, { limit = null, messageSize = null }, event) => ({
        ...base,
        kind: "posixMessageQueue",
        limit,
        messageSize,
        messages: [],
        older: base.inherited,
        sending: [],
        receivers: [],
        notification: base.inherited ? null : "none",
        perhapsTold: null,
        createdBy: base.inherited ? null : event.process,
        createdAt: base.inherited ? null : (event.source ?? null),
    }),
    // The name keeps it, not the descriptors.
    stays: (object) => !object.removed,
    abandoned: giveUpCall,
    events: {
        posixMessageQueueOpened: {
            opens: ({ fd, closeOnExec, description, access, statusFlags }) => [{ fd, closeOnExec, description, access, statusFlags }],
            says: (event, object, look) =>
                said(openedText(event, look.name(event.object)), object === undefined ? null : limitsText(object)),
        },
        messageSent: {
            becomes: finishSend,
            says(event, object, look) {
                const what = `a message of priority ${event.priority}, ${count(event.length, "byte")}`;
                const told = event.notified === undefined ? "" : ` It was empty, so ${notificationText(event.notified)} is told, once.`;
                return said(
                    `${callText(event, event.fd, "mq_send")} sent ${what} to ${look.name(event.object)}${quoted(event.data, event.length)}.`,
                    object === undefined ? null : `${fillText(object)}${told}`,
                );
            },
        },
        messageReceived: {
            becomes: receive,
            says(event, object, look) {
                const what = `a message${event.priority === null ? "" : ` of priority ${event.priority}`}, ${count(event.length, "byte")}`;
                return said(
                    `${callText(event, event.fd, "mq_receive")} received ${what} from ${look.name(event.object)}${quoted(event.data, event.length)}.`,
                    object === undefined ? null : fillText(object),
                );
            },
        },
        posixMessageQueueTold: {
            becomes: learn,
            says: (event, _object, look) =>
                said(`${callText(event, event.fd)} told that ${look.name(event.object)} holds ${count(event.count, "message")}.`),
        },
        notificationRequested: {
            becomes(object, { process, pid, how, signal }) {
                object.notification = { process, pid, how, signal };
            },
            says: (event, _object, look) =>
                said(
                    `${callText(event, event.fd, "mq_notify")} asks to tell ${notificationText(event)} when a message comes into ${look.name(event.object)}.`,
                    "Only once, only if the queue is empty then, and only if nobody waits in mq_receive.",
                ),
        },
        notificationRemoved: {
            becomes(object) {
                object.notification = "none";
            },
            says: (event, _object, look) =>
                said(
                    `${event.process} is not told of messages in ${look.name(event.object)} any more.`,
                    event.cause === "asked" ? null : event.cause === "told" ? "It has been told." : "It has closed its descriptor.",
                ),
        },
        posixMessageQueueUnlinked: {
            becomes(object) {
                object.removed = true;
            },
            says: (event, object) =>
                said(
                    `${nameOf(event, "mq_unlink")} removed the name ${event.path}.`,
                    object === undefined
                        ? "Nobody had the queue open: it is gone, with all messages in it."
                        : "The queue stays until nobody has it open any more.",
                ),
        },
    },
    reactions: {
        callBlocked: { becomes: beginCall },
        callInterrupted: { becomes: (object, event) => giveUpCall(object, event.tid) },
        callReturned: { becomes: (object, event) => giveUpCall(object, event.tid) },
        // Any descriptor of the queue will do (mqueue_flush_file).
        descriptorClosed: {
            becomes(object, { process }) {
                if (object.notification !== "none" && object.notification?.process === process) object.notification = "none";
            },
        },
    },
    awaited,
    enders(queue, wait, look) {
        if (wait.awaits.what === "input" ? queue.messages.length > 0 : queue.limit !== null && !isFull(queue)) return unknownEnders;
        const { known, others } = endersOfBuffer(queue, wait, look);
        const does = wait.awaits.what === "input" ? "sending" : "receiving";
        return { known, others: queue.removed ? others : `whoever opens ${look.name(queue.id)} for ${does}` };
    },
    failed: (_queue, error) => failures.get(error) ?? null,
    json,
    lines,
};

function openedText(event: PosixMessageQueueOpened, name: string): string {
    const made = event.newObject !== undefined && event.newObject.inherited !== true;
    return `${nameOf(event, "mq_open")} ${made ? "made" : "opened"} ${name}: descriptor ${event.fd}.`;
}

function limitsText({ limit, messageSize }: PosixMessageQueue): string | null {
    if (limit === null || messageSize === null) return null;
    return `It can hold ${count(limit, "message")} of at most ${count(messageSize, "byte")} each.`;
}

function fillText(queue: PosixMessageQueue): string {
    return queue.messages.length === 0 && !queue.older ? "The queue is empty now." : `The queue now holds ${amountText(queue)}.`;
}

/** What errors mean here. */
const failures: ReadonlyMap<string, string> = new Map([
    ["EMSGSIZE", "A message must not be longer than mq_msgsize, and a receiver’s buffer not shorter."],
    ["EAGAIN", "The call would have had to wait, and O_NONBLOCK forbids that."],
    ["ETIMEDOUT", "It has waited as long as it was to."],
    ["EBUSY", "Another process is registered already to be told."],
    ["EBADF", "The queue was not opened for that."],
]);
