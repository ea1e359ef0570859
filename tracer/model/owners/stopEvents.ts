/** Processes that stand still: for a stop signal, for the debugger, or frozen with one that does; and signals. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ProcessId } from "../identities";
import { nameOf, said } from "../words";
import type { OwnerEvents } from "./ownerEvent";
import { settleState } from "./process";

export interface SignalSent extends EventBase {
    readonly kind: "signalSent";
    readonly signal: string;
    readonly target: ProcessId | null;
    readonly targetPid: number;
}

interface SignalArrived extends EventBase {
    readonly signal: string;
    readonly sender: ProcessId | null;
    readonly senderPid: number | null;
}

export interface SignalDelivered extends SignalArrived {
    readonly kind: "signalDelivered";
    /** By a handler of the program, else by the default action; absent: not known. */
    readonly handled?: boolean;
}

/** The process ignores the signal (SIG_IGN): the kernel dropped it, and nothing came of it. */
export interface SignalIgnored extends SignalArrived {
    readonly kind: "signalIgnored";
}

/** A stop signal (SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU) has stopped the process, until SIGCONT. */
export interface ProcessSuspended extends EventBase {
    readonly kind: "processSuspended";
    readonly signal: string;
}

export interface ProcessContinued extends EventBase {
    readonly kind: "processContinued";
}

/** The process stands still for the debugger. */
export interface ProcessStopped extends EventBase {
    readonly kind: "processStopped";
    readonly reason: "breakpoint" | "step" | "pause" | "signal" | "entry";
    readonly signal?: string;
    readonly othersFrozen: boolean;
}

export interface ProcessResumed extends EventBase {
    readonly kind: "processResumed";
}

export type StopEvent =
    SignalSent | SignalDelivered | SignalIgnored | ProcessSuspended | ProcessContinued | ProcessStopped | ProcessResumed;

const stopWords: Readonly<Record<ProcessStopped["reason"], string>> = {
    breakpoint: "at a breakpoint",
    step: "after a step",
    pause: "because you paused it",
    signal: "because of a signal",
    entry: "at its first instruction",
};

function suspend(draft: Draft, id: ProcessId, signal: string | null): void {
    const process = draft.process(id);
    if (process === undefined) return;
    process.suspended = signal;
    settleState(process);
}

function stop(draft: Draft, event: ProcessStopped): void {
    const process = draft.process(event.process);
    if (process === undefined) return;
    process.stop = { reason: event.reason, signal: event.signal ?? null, source: event.source ?? null, tid: event.tid };
    process.frozen = false;
    settleState(process);
    if (event.othersFrozen) freezeOthers(draft, event.process, true);
}

function resume(draft: Draft, event: ProcessResumed): void {
    const process = draft.process(event.process);
    if (process === undefined) return;
    process.stop = null;
    process.frozen = false;
    settleState(process);
    for (const each of draft.now.processes.values()) if (each.stop !== null) return;
    freezeOthers(draft, event.process, false);
}

function freezeOthers(draft: Draft, except: ProcessId, frozen: boolean): void {
    for (const { id, exit, stop: stopped, frozen: before } of [...draft.now.processes.values()]) {
        if (id === except || exit !== null || stopped !== null || before === frozen) continue;
        const process = draft.process(id);
        if (process === undefined) continue;
        process.frozen = frozen;
        settleState(process);
    }
}

/** The kernel sends SIGPIPE in the name of the writer itself. */
function senderText({ sender, process }: SignalArrived): string {
    return sender === null || sender === process ? "" : ` from ${sender}`;
}

/** Signals whose default action is to be ignored (signal(7)). */
const harmless: ReadonlySet<string> = new Set(["SIGCHLD", "SIGURG", "SIGWINCH"]);

function actionText({ handled, signal }: SignalDelivered): string | null {
    if (handled === true) return "Its handler runs.";
    return handled === false && harmless.has(signal) ? "It has no handler for it, and by default nothing happens." : null;
}

export const stopEvents: OwnerEvents<StopEvent> = {
    signalSent: {
        telling: true,
        says(event) {
            const group = event.targetPid <= 0 ? "a process group" : `process ${event.targetPid}`;
            return said(`${nameOf(event, "kill")} sent ${event.signal} to ${event.target ?? group}.`);
        },
    },
    signalDelivered: {
        telling: true,
        says: (event) => said(`${event.process} gets ${event.signal}${senderText(event)}.`, actionText(event)),
    },
    signalIgnored: { telling: false, says: (event) => said(`${event.process} ignores ${event.signal}${senderText(event)}.`) },
    processSuspended: {
        becomes: (draft, event) => suspend(draft, event.process, event.signal),
        says: (event) => said(`${event.signal} stopped ${event.process}.`, "It does nothing until it gets SIGCONT."),
    },
    processContinued: {
        becomes: (draft, event) => suspend(draft, event.process, null),
        says: (event) => said(`SIGCONT lets ${event.process} go on.`),
    },
    processStopped: {
        becomes: stop,
        telling: false,
        says(event) {
            const why = event.signal === undefined ? stopWords[event.reason] : `because of ${event.signal}`;
            return said(`${event.process} stands still ${why}.`, event.othersFrozen ? "The other processes stand still with it." : null);
        },
    },
    processResumed: { becomes: resume, telling: false, says: (event) => said(`${event.process} goes on.`) },
};
