/**
 * What a sample's own code did, as text that is the same in every run: process by process, without what depends on who
 * was faster (who had to wait, when a SIGCHLD came) and on the machine (what libraries and other programs do).
 */
import path from "node:path";
import { escapeBytes, joinBytes } from "../../tracer/model/bytes";
import type { Event } from "../../tracer/model/event";
import { remoteText } from "../../tracer/model/kinds/socket/remoteCalls";
import type { RemoteMessage } from "../../tracer/model/kinds/socket/remoteMessage";
import type { PosixMessageReceived } from "../../tracer/model/kinds/posixMessageQueue/events";
import type { GoldenNames } from "./goldenNames";
import type { Moment } from "./recordedSample";

/** Left out by name: identities and numbers of the run, and what has a place of its own in the line. */
const leftOut = new Set([
    "seq",
    "time",
    "process",
    "pid",
    "tid",
    "kind",
    "source",
    "newObject",
    "newPeer",
    // Whether a receiver was faster than the sender's return.
    "before",
    "taken",
    "concurrent",
    "peerPid",
    // Whether the one end of a connection was seen before the other.
    "joined",
    "listener",
    "peer",
    "childPid",
    "parentPid",
    "directory",
    "senderPid",
    // Who of two processes ends first, and how many bytes were read by then, is a race.
    "left",
    // What signals the run of the tests blocks and ignores.
    "signals",
    // Of process groups, sessions and terminals.
    "group",
    "session",
    "memberPid",
    "foreground",
    "terminal",
    "job",
    "targetPid",
    "targetTid",
    "address",
    "stackPointer",
    // Where a signal comes is a race.
    "interrupted",
    "segments",
    "result",
    "asked",
    "detail",
    "key",
    "number",
    "address",
    "newAddress",
    "began",
    "cookie",
    // Who reads late gets one number for all of them.
    "expirations",
    "undoList",
    "owner",
    "waiters",
]);
/** They say when, not what. */
const accidents = new Set<Event["kind"]>([
    "callBlocked",
    "callResumed",
    "futexWaited",
    "futexWoke",
    "processReparented",
    "descriptorInherited",
]);
/** Where a signal met the process depends on who was faster. */
const arrivals = new Set<Event["kind"]>(["signalDelivered", "handlerEntered", "handlerReturned"]);
const processFacts = new Set<Event["kind"]>(["processStarted", "processExited"]);

export function goldenEvents(moments: readonly Moment[], names: GoldenNames): string {
    const mixed = objectsOfSeveral(moments);
    const blocks = names.processesInOrder().map((id) => {
        const events = moments.map(({ event }) => event).filter((event) => event.process === id && isOfTheSample(event));
        const lines = withReadsJoined(events).map((event) => eventLine(event, names, mixed));
        return [`${names.process(id)}:`, ...lines.map((line) => `  ${line}`), ""].join("\n");
    });
    return blocks.join("\n");
}

/** How many reads of a line of the program it takes depends on who was faster: those that follow each other become one. */
function withReadsJoined(events: readonly Event[]): readonly Event[] {
    const joined: Event[] = [];
    for (const event of events) {
        const last = joined.at(-1);
        const isRead = event.kind === "bytesRead" || (event.kind === "dataReceived" && !event.message);
        const continues = isRead && last?.kind === event.kind && last.fd === event.fd && last.source?.line === event.source?.line;
        if (continues && event.length > 0) {
            joined[joined.length - 1] = {
                ...last,
                length: last.length + event.length,
                ...remoteCallsOfBoth(last, event),
                data: joinBytes(last.data ?? new Uint8Array(), event.data ?? new Uint8Array()),
            };
        } else {
            joined.push(event);
        }
    }
    return joined;
}

function remoteCallsOfBoth(one: Event, other: Event): { remoteCalls?: readonly RemoteMessage[] } {
    const both = [one, other].flatMap((event) => (event.kind === "dataReceived" ? (event.remoteCalls ?? []) : []));
    return both.length === 0 ? {} : { remoteCalls: both };
}

/** Whose bytes a reader gets from them, or which of several readers gets a message, depends on who was faster. */
function objectsOfSeveral(moments: readonly Moment[]): ReadonlySet<string> {
    const users = new Map<string, Set<string>>();
    for (const { event } of moments) {
        if (event.kind !== "bytesWritten" && !isFromMailbox(event)) continue;
        users.set(event.object, (users.get(event.object) ?? new Set()).add(event.process));
    }
    return new Set([...users].filter(([, processes]) => processes.size > 1).map(([object]) => object));
}

/** Of System V queues the samples receive by type. */
function isFromMailbox(event: Event): event is PosixMessageReceived {
    return event.kind === "messageReceived" && "fd" in event;
}

function isOfTheSample(event: Event): boolean {
    if (accidents.has(event.kind)) return false;
    // Interrupted by the signal that says that a child has ended, and run again.
    if (event.kind === "callInterrupted" || event.kind === "callMadeAgain") return false;
    // At a hang-up either the end of the read is seen first, or the signal.
    if (event.kind === "callReturned" && event.error === "EIO") return false;
    // It was so fast that it had not to wait.
    if (event.kind === "callReturned" && event.call === "futex" && event.error === "EAGAIN") return false;
    if (event.kind === "signalDelivered") return event.signal !== "SIGCHLD";
    if (event.kind === "handlerEntered" || event.kind === "handlerReturned") return event.handler !== null;
    return event.source !== undefined || processFacts.has(event.kind);
}

function eventLine(event: Event, names: GoldenNames, mixed: ReadonlySet<string>): string {
    const hidden = hiddenFact(event, mixed);
    const place =
        event.source === undefined || arrivals.has(event.kind)
            ? ""
            : `  [${path.basename(event.source.file)}:${event.source.line} ${event.source.function}]`;
    const facts = Object.entries(event)
        .filter(([key]) => !leftOut.has(key) && key !== hidden)
        .map(([key, value]) => `${key}=${factText(key, value, names)}`);
    return [event.kind, ...facts].join(" ") + place;
}

/** What several do to one object depends on who was faster. */
function hiddenFact(event: Event, mixed: ReadonlySet<string>): string | undefined {
    // Ports are others in each run.
    if ("remoteCalls" in event) return "data";
    if (event.kind === "semaphoreChanged" && event.operations !== undefined) return "value";
    return (event.kind === "bytesRead" || isFromMailbox(event)) && mixed.has(event.object) ? "data" : undefined;
}

function factText(key: string, value: unknown, names: GoldenNames): string {
    if (key === "remoteCalls") return JSON.stringify(remoteText(value as readonly RemoteMessage[], true));
    // They name events by numbers of the run: how many there are is the sample's own.
    if ((key === "generated" || key === "stillPending" || key === "reportedTo") && Array.isArray(value)) return String(value.length);
    if (value instanceof Uint8Array) return factText(key, escapeBytes(value), names);
    if (typeof value === "string") {
        if (["object", "objects", "from", "to", "targetObject"].includes(key)) return names.object(value);
        if (key === "description" || key === "targetDescription") return names.description(value);
        if (["child", "sender", "target", "member", "members"].includes(key)) return names.process(value);
        return key === "call" || key === "signal" || key === "error" ? value : JSON.stringify(shortened(names.path(value)));
    }
    if (Array.isArray(value)) return `[${value.map((item) => factText(key, item, names)).join(" ")}]`;
    if (typeof value === "object" && value !== null) {
        const facts = Object.entries(value)
            .filter(([inner]) => !leftOut.has(inner))
            .map(([inner, fact]) => `${inner}=${factText(inner === "id" ? "description" : inner, fact, names)}`);
        return `{${facts.join(" ")}}`;
    }
    return String(value);
}

function shortened(text: string): string {
    return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}
