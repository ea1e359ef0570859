/**
 * System V message queues (sysvipc(7)): what they hold, how they are made, sent to, received from, changed and removed
 * (msgget(2), msgop(2), msgctl(2)), and how all of that is told.
 */
import { count, nameOf, quoted, said } from "../words";
import type { Kind } from "./kind";
import { enders } from "./messageQueue/enders";
import type { MessageQueueEvent, MessageQueueFacts } from "./messageQueue/events";
import { beginCall, finishSend, giveUpCall, receive } from "./messageQueue/rules";
import type { MessageQueue } from "./messageQueue/state";
import { awaited, fillText, json, lines, wantedText } from "./messageQueue/text";
import { toldKey } from "./systemVKey";

export const messageQueue: Kind<MessageQueue, MessageQueueFacts, MessageQueueEvent> = {
    word: "message queue",
    traits: { named: false, position: "none", identity: "number", connects: true, buffers: true },
    begins: (base, facts, event) => ({
        ...base,
        kind: "messageQueue",
        key: facts.key,
        keySource: facts.keySource ?? null,
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
                    `${nameOf(event, "msgget")} made ${event.object}: number ${event.newObject.number}, ${toldKey(event.newObject.key, event.newObject.keySource)}.`,
                    "It has no descriptor: whoever knows its key or number can use it, and it stays until somebody removes it.",
                ),
        },
        messageQueueOpened: {
            uses: "opened",
            becomes(object, { keySource }) {
                object.keySource ??= keySource ?? null;
            },
            says: (event) => said(`${nameOf(event, "msgget")} found ${event.object} by its ${toldKey(event.key, event.keySource)}.`),
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
    enders,
    json,
    lines,
};
