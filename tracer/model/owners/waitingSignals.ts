/** The signals that a process or its threads have not got yet. */
import { hasSignal, isDroppedByDefault, noSignals } from "../signals";
import type { Process, Thread } from "./process";
import { actionOf, type PendingSignal } from "./signalState";

export interface WaitingSignal extends PendingSignal {
    /** Null: any thread may get it. */
    readonly tid: number | null;
    /** By that thread, or by all of them. */
    readonly blocked: boolean;
}

export function waitingSignals(process: Process): readonly WaitingSignal[] {
    const threads = [...process.threads.values()];
    const all = (process.signals.pending ?? []).map((each) => ({
        ...each,
        tid: null,
        blocked: threads.every((thread) => blocks(thread, each.signal)),
    }));
    const own = threads.flatMap((thread) =>
        (thread.signals.pending ?? []).map((each) => ({ ...each, tid: thread.tid, blocked: blocks(thread, each.signal) })),
    );
    return [...all, ...own].filter(({ signal, blocked }) => blocked || !isDropped(process, signal));
}

function blocks({ signals }: Thread, signal: string): boolean {
    return hasSignal(signals.blocked ?? noSignals, signal);
}

/** Alone the process would never have it pending: the kernel keeps such signals for who traces the process, for a moment. */
function isDropped(process: Process, signal: string): boolean {
    const action = actionOf(process.signals, signal);
    return action === "ignored" || (action === "default" && isDroppedByDefault(signal));
}
