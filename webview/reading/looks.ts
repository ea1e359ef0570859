/** How the timeline shows a kind of event, and a kind of wait. */
import type { Awaits } from "../../tracer/model/awaits";
import type { EventKind } from "../../tracer/model/event";
import type { EventTable } from "../../tracer/review/eventTable";
import { markLooks, waitLooks, type MarkLook, type WaitLook } from "../protocol/questions";

const looks: Partial<Record<EventKind, MarkLook>> = {
    bytesWritten: "write",
    dataSent: "write",
    messageSent: "write",
    memoryWritten: "write",
    eventfdIncreased: "write",
    bytesRead: "read",
    dataReceived: "read",
    messageReceived: "read",
    memoryRead: "read",
    eventfdRead: "read",
    inotifyRead: "read",
    timerfdRead: "read",
    processStarted: "process",
    processForked: "process",
    programExecuted: "process",
    processExited: "process",
    processReaped: "process",
    threadCreated: "process",
    threadExited: "process",
    signalSent: "signal",
    signalGenerated: "signal",
    signalDelivered: "signal",
    signalAccepted: "signal",
    handlerEntered: "signal",
    handlerReturned: "signal",
};

export function markLook(kind: EventKind, failed: boolean): MarkLook {
    return failed ? "failed" : (looks[kind] ?? "other");
}

/** What is drawn over the others where several fall on one place. */
const rank: Record<MarkLook, number> = { other: 0, read: 1, write: 2, signal: 3, process: 4, failed: 5 };

export function strongerLook(one: number, other: number): number {
    return rankOf(other) > rankOf(one) ? other : one;
}

const ranks = markLooks.map((look) => rank[look]);

function rankOf(look: number): number {
    return ranks[look] ?? 0;
}

/** By seq: index of the mark's look. A timeline asks for half a million of them. */
export function looksOf(events: EventTable): (seq: number) => number {
    const failed = markLooks.indexOf("failed");
    /** By the kind's number. */
    const known: number[] = [];
    return (seq) => {
        if (events.hasFailed(seq)) return failed;
        return (known[events.kindNumber(seq)] ??= markLooks.indexOf(markLook(events.kind(seq), false)));
    };
}

const waits: Record<Awaits["what"], WaitLook> = {
    input: "input",
    message: "input",
    newConnection: "input",
    readiness: "input",
    room: "room",
    opening: "other",
    truncation: "other",
    connection: "other",
    child: "child",
    newChild: "child",
    lock: "lock",
    semaphores: "lock",
    futex: "lock",
    storage: "other",
    completion: "other",
    time: "time",
    signal: "other",
    unknown: "other",
};

export function waitLook(what: Awaits["what"]): number {
    return waitLooks.indexOf(waits[what]);
}
