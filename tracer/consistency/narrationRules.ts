/** Who can have done what an event tells, and when. */
import type { EventRule } from "./rule";

/** Events follow each other without gaps, and time does not go back. */
const inOrder: EventRule = (event, before) => {
    const faults: string[] = [];
    if (event.seq !== before.at + 1) faults.push(`it follows event ${before.at}`);
    if (event.time < before.time) faults.push("it is older than the event before it");
    return faults;
};

/** What a process can still have told of it when it has ended: a new parent, and that of the trace as a whole. */
const tellableOfTheDead: ReadonlySet<string> = new Set(["processReparented", "traceNote", "traceEnded", "processReaped"]);

/** Only who lives acts. */
const byTheLiving: EventRule = (event, before) => {
    if (event.kind === "processStarted" || tellableOfTheDead.has(event.kind)) return [];
    const process = before.processes.get(event.process);
    if (process === undefined) return [`${event.process} is not known`];
    return process.exit === null ? [] : [`${event.process} has ended`];
};

/** A thread does nothing while it waits; what ends or tells of the call that it is in comes from the call itself. */
const notWhileItWaits: EventRule = (event, before) => {
    const call = before.processes.get(event.process)?.threads.get(event.tid)?.call ?? null;
    // A child is told of by the C library's name for the call, while its parent is in clone(2).
    return call === null || event.call === undefined || event.call === call.call || event.kind === "processForked"
        ? []
        : [`thread ${event.tid} of ${event.process} is still in ${call.call}`];
};

/** What ends a wait has been waiting. */
const resumedAfterWaiting: EventRule = (event, before) => {
    if (event.kind !== "callResumed") return [];
    const call = before.processes.get(event.process)?.threads.get(event.tid)?.call ?? null;
    return call === null ? [`thread ${event.tid} of ${event.process} is in no call`] : [];
};

export const narrationRules: readonly EventRule[] = [inOrder, byTheLiving, notWhileItWaits, resumedAfterWaiting];
