/** Processes that stand still: for a stop signal, for the debugger, or frozen with one that does. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ProcessId } from "../identities";
import type { State } from "../state";
import { said } from "../words";
import { forgetForeground } from "./jobEvents";
import type { OwnerEvents } from "./ownerEvent";
import { settleState, type Suspension } from "./process";
import type { RunningHandler } from "./signalState";

/** A stop signal (SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU) has stopped the process, until SIGCONT. */
export interface ProcessSuspended extends EventBase {
    readonly kind: "processSuspended";
    readonly signal: string;
    /** Absent: not traced, or not known. */
    readonly sender?: ProcessId;
    readonly byTerminal?: true;
}

export interface ProcessContinued extends EventBase {
    readonly kind: "processContinued";
    /** Absent: not traced, or not known. */
    readonly sender?: ProcessId;
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

export type StopEvent = ProcessSuspended | ProcessContinued | ProcessStopped | ProcessResumed;

const stopWords: Readonly<Record<ProcessStopped["reason"], string>> = {
    breakpoint: "at a breakpoint",
    step: "after a step",
    pause: "because you paused it",
    signal: "because of a signal",
    entry: "at its first instruction",
};

function senderText(sender: ProcessId | undefined, process: ProcessId): string {
    return sender === undefined ? "" : sender === process ? ", its own," : ` from ${sender}`;
}

function suspend(draft: Draft, id: ProcessId, suspension: Suspension | null): void {
    const process = draft.process(id);
    if (process === undefined) return;
    process.suspended = suspension;
    settleState(process);
}

/** The debugger steps into a handler to stop there, which the kernel tells as SIGTRAP (ptrace(2)). */
function startedHandler({ process, tid, signal, source }: ProcessStopped, { processes }: State): RunningHandler | undefined {
    const last = processes.get(process)?.threads.get(tid)?.signals.handlers.at(-1);
    const { code } = last ?? { code: null };
    if (signal !== "SIGTRAP" || code === null || source === undefined) return undefined;
    return source.file === code.file && source.line === code.line ? last : undefined;
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

export const stopEvents: OwnerEvents<StopEvent> = {
    processSuspended: {
        becomes: (draft, { process, signal, sender, byTerminal }) =>
            suspend(draft, process, { signal, sender: sender ?? null, byTerminal: byTerminal === true }),
        telling: true,
        says: ({ process, signal, sender, byTerminal }) =>
            said(
                `${signal}${byTerminal === true ? " of the terminal" : senderText(sender, process)} stopped ${process}.`,
                "It does nothing until it gets SIGCONT.",
            ),
    },
    processContinued: {
        becomes(draft, event) {
            suspend(draft, event.process, null);
            if (event.sender === undefined) forgetForeground(draft, event.process);
        },
        telling: true,
        says: ({ process, sender }) => said(`SIGCONT${senderText(sender, process)} lets ${process} go on.`),
    },
    processStopped: {
        becomes: stop,
        telling: false,
        says(event, state) {
            const started = startedHandler(event, state);
            const because = event.signal === undefined ? stopWords[event.reason] : `because of ${event.signal}`;
            const why = started === undefined ? because : `where its handler for ${started.signal} starts`;
            return said(`${event.process} stands still ${why}.`, event.othersFrozen ? "The other processes stand still with it." : null);
        },
    },
    processResumed: { becomes: resume, telling: false, says: (event) => said(`${event.process} goes on.`) },
};
