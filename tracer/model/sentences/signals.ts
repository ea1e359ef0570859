/** Sentences about signals, about stops for the debugger, and about the trace. */
import type * as events from "../../events/event";
import { said, type Sentence } from "./words";

export function signalSent(event: events.SignalSent): Sentence {
    const group = event.targetPid <= 0 ? "a process group" : `process ${event.targetPid}`;
    return said(`${event.call ?? "kill"} sent ${event.signal} to ${event.target ?? group}.`);
}

export function signalDelivered(event: events.SignalDelivered): Sentence {
    return said(`${event.process} gets ${event.signal}${event.sender === null ? "" : ` from ${event.sender}`}.`);
}

export function processSuspended(event: events.ProcessSuspended): Sentence {
    return said(`${event.signal} stopped ${event.process}.`, "It does nothing until it gets SIGCONT.");
}

export function processContinued(event: events.ProcessContinued): Sentence {
    return said(`SIGCONT lets ${event.process} go on.`);
}

const stopWords: Readonly<Record<events.ProcessStopped["reason"], string>> = {
    breakpoint: "at a breakpoint",
    step: "after a step",
    pause: "because you paused it",
    signal: "because of a signal",
    entry: "at its first instruction",
};

export function processStopped(event: events.ProcessStopped): Sentence {
    const why = event.signal === undefined ? stopWords[event.reason] : `because of ${event.signal}`;
    return said(`${event.process} stands still ${why}.`, event.othersFrozen ? "The other processes stand still with it." : null);
}

export function processResumed(event: events.ProcessResumed): Sentence {
    return said(`${event.process} goes on.`);
}

export function traceEnded(event: events.TraceEnded): Sentence {
    return said(event.cause === "killed" ? "The processes were killed; the trace ends." : "All processes have ended.");
}

export function traceNote(event: events.TraceNote): Sentence {
    return said(event.text);
}
