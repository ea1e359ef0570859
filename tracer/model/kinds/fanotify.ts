/** Groups that are told what happens to files, and may be asked for permission (fanotify(7), fs/notify/fanotify). */
import type { Wait } from "../awaits";
import { onlyOthers } from "../ender";
import { callText, count, firstOf, nameOf, said } from "../words";
import { fanotifyEvents, isAsked } from "./fanotify/bits";
import type { FanotifyEvent, FanotifyMarked, FanotifyRead } from "./fanotify/events";
import { marksAfter } from "./fanotify/marks";
import type { Fanotify, FanotifyFacts } from "./fanotify/state";
import { askedText, markText, marksText, notificationText, scopeText, scopeWords } from "./fanotify/text";
import type { Kind } from "./kind";

function awaited({ marks, complete }: Fanotify, wait: Wait): string | null {
    if (wait.awaits.what !== "input") return null;
    if (marks.length === 0) return complete ? "nothing is marked" : null;
    return `waiting until something happens to ${firstOf(
        marks.map(({ scope, path }) => scopeText(scope, path)),
        "or",
    )}`;
}

function didText({ adds, ignores, events, scope, marked }: FanotifyMarked): string {
    const what = events.join(" ");
    const where = scopeText(scope, marked);
    if (ignores) return adds ? `ignores ${what} of ${where} from now on` : `ignores ${what} of ${where} no more`;
    return adds ? `is told of ${what} of ${where} from now on` : `is told of ${what} of ${where} no more`;
}

/** What an event means that needs an answer, or that nobody asked for. */
function meaning({ notifications }: FanotifyRead): string | null {
    if (notifications.some(({ events }) => events.includes("FAN_Q_OVERFLOW"))) return "The queue was full: events were lost.";
    const asked = notifications.some(({ events, fd }) => fd !== null && isAsked(events));
    return asked ? "Who wants that access waits in its call until the answer is written." : null;
}

export const fanotify: Kind<Fanotify, FanotifyFacts, FanotifyEvent> = {
    word: "fanotify group",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { flags = null, eventFlags = null, complete = false }) => ({
        ...base,
        kind: "fanotify",
        flags,
        eventFlags,
        marks: [],
        asked: [],
        complete,
    }),
    events: {
        fanotifyCreated: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says: (event) => {
                const { flags = [] } = event.newObject;
                const made = `${nameOf(event)} made ${event.object}: descriptor ${event.fd}`;
                return said(
                    `${made}${flags.length === 0 ? "" : `, ${flags.join(" ")}`}.`,
                    "It watches nothing yet: marks say what it is told of.",
                );
            },
        },
        fanotifyMarked: {
            becomes(fanotify, event) {
                const { marks, complete } = marksAfter(fanotify, event);
                fanotify.marks = marks;
                fanotify.complete = complete;
            },
            says: (event, _fanotify, look) =>
                said(
                    `${nameOf(event)}: ${look.name(event.object)} ${didText(event)}.`,
                    event.adds && !event.ignores && isAsked(event.events)
                        ? "Whoever wants such an access waits until the group allows it."
                        : null,
                ),
        },
        fanotifyFlushed: {
            becomes(fanotify, { scope }) {
                fanotify.marks = fanotify.marks.filter((mark) => mark.scope !== scope);
            },
            says: (event, _fanotify, look) =>
                said(
                    `${nameOf(event)} removed all marks of a ${scopeWords[event.scope]} from ${look.name(event.object)} (FAN_MARK_FLUSH).`,
                ),
        },
        fanotifyRead: {
            becomes(fanotify, { notifications, truncated }) {
                const asked = notifications.flatMap(({ events, fd, targetPid }) =>
                    fd !== null && isAsked(events) ? [{ fd, events, targetPid }] : [],
                );
                fanotify.asked = [...fanotify.asked, ...asked];
                if (truncated === true) fanotify.complete = false;
            },
            says: (event, _fanotify, look) =>
                said(
                    `${callText(event, event.fd, "read")} got ${count(event.notifications.length, "event")} from ${look.name(event.object)}: ${firstOf(event.notifications.map(notificationText))}.`,
                    meaning(event),
                ),
        },
        fanotifyAnswered: {
            becomes(fanotify, { answers }) {
                const answered = new Set(answers.map(({ fd }) => fd));
                fanotify.asked = fanotify.asked.filter(({ fd }) => !answered.has(fd));
            },
            says: (event, _fanotify, look) => {
                const texts = event.answers.map(({ fd, allowed }) => `${allowed ? "allowed" : "denied"} the access of descriptor ${fd}`);
                const denied = event.answers.some(({ allowed }) => !allowed);
                return said(
                    `${callText(event, event.fd, "write")} told ${look.name(event.object)} the answer: ${firstOf(texts)}.`,
                    denied ? "A call that is denied fails with EPERM." : null,
                );
            },
        },
    },
    awaited,
    enders: () => onlyOthers("whoever does something to what is marked"),
    whyReady: (_fanotify, what) => (what === "IN" ? "events are in its queue" : null),
    json: ({ flags, marks, asked, complete }) => ({
        complete,
        flags,
        marks: marks.map(({ mask, ignored, ...mark }) => ({ ...mark, mask: fanotifyEvents(mask), ignored: fanotifyEvents(ignored) })),
        asked,
    }),
    lines: (fanotify) => [
        `${fanotify.id}  fanotify group: ${[...(fanotify.flags ?? ["flags unknown"]), marksText(fanotify)].join(", ")}`,
        ...fanotify.marks.map((mark) => `      ${markText(mark)}`),
        ...(fanotify.asked.length === 0 ? [] : [`      ${askedText(fanotify.asked)}`]),
    ],
};
