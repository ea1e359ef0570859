/**
 * What processes and threads know of signals (signal(7)). The mask, what is pending for it alone, the handlers that run and the
 * alternative stack are a thread's; what is pending for whoever is first, and the timers, a process's; the dispositions are
 * shared by those that clone(2) made with CLONE_SIGHAND.
 */
import type { ProcessId } from "../identities";
import { noSignals, type SignalSet } from "../signals";
import type { SourceLocation } from "../sourceLocation";

/** A handler of the program. */
export interface CaughtSignal {
    readonly address: bigint;
    /** Where the function begins; null: not in the user's code, or not known. */
    readonly code: SourceLocation | null;
    /** `SA_RESTART`. */
    readonly flags: readonly string[];
    /** Blocked while the handler runs, beside the signal itself. */
    readonly mask: SignalSet;
}

/** What happens when a signal is delivered. */
export type SignalAction = "default" | "ignored" | CaughtSignal;

/** A signal that was generated and not delivered: of a standard signal one, however often it was sent meanwhile. */
export interface PendingSignal {
    readonly signal: string;
    /** seq of the events that generated it, the first before the others. */
    readonly generated: readonly number[];
    readonly sender: ProcessId | null;
    /** sigqueue(3). */
    readonly value: bigint | null;
}

/** A handler that has not returned. */
export interface RunningHandler {
    readonly signal: string;
    readonly code: SourceLocation | null;
    /** seq */
    readonly since: number;
    /** What it interrupted. */
    readonly interrupted: SourceLocation | null;
    /** The stack pointer of what it interrupted; 0: not recorded. */
    readonly stackPointer: bigint;
}

/** sigaltstack(2). */
export interface AlternativeStack {
    readonly address: bigint;
    /** Bytes. */
    readonly size: number;
}

export interface ThreadSignals {
    /** Null: not recorded. */
    readonly blocked: SignalSet | null;
    /** The mask that comes back when the call that has replaced it returns (sigsuspend(2), ppoll(2)); null: none has. */
    readonly replaced: SignalSet | null;
    readonly pending: readonly PendingSignal[] | null;
    /** The innermost last. */
    readonly handlers: readonly RunningHandler[];
    readonly alternativeStack: AlternativeStack | null;
}

export interface SignalTimer {
    readonly signal: string;
    /** Only this thread gets it (SIGEV_THREAD_ID). */
    readonly tid: number | null;
    /** Seconds until it expires first, or with `absolute` the time of its clock then; 0: it is not set. */
    readonly value: number;
    /** TIMER_ABSTIME. */
    readonly absolute?: true;
    /** Seconds between later expirations; 0: it expires once. */
    readonly interval: number;
}

export interface ProcessSignals {
    /** By the signal; of one that is not listed it is `otherwise`. */
    readonly actions: ReadonlyMap<string, SignalAction>;
    /** Null: not recorded. */
    readonly otherwise: "default" | null;
    /** Ignored when the first program was launched, and not by its own doing. */
    readonly ignoredAtStart: SignalSet;
    /** Processes with the same number share their dispositions. */
    readonly sharedAs: number;
    readonly pending: readonly PendingSignal[] | null;
    /** Signals of which it is not known whether they are pending: sent to a group, or a socket's SIGPIPE that is blocked. */
    readonly doubtful: SignalSet;
    /** `alarm`, `ITIMER_VIRTUAL`, `timer 0`. */
    readonly timers: ReadonlyMap<string, SignalTimer>;
}

export const unknownThreadSignals: ThreadSignals = { blocked: null, replaced: null, pending: null, handlers: [], alternativeStack: null };

export function unknownProcessSignals(seq: number): ProcessSignals {
    return {
        actions: new Map(),
        otherwise: null,
        ignoredAtStart: noSignals,
        sharedAs: seq,
        pending: null,
        doubtful: noSignals,
        timers: new Map(),
    };
}

/** Null: not recorded. */
export function actionOf(signals: ProcessSignals | undefined, signal: string): SignalAction | null {
    return signals?.actions.get(signal) ?? signals?.otherwise ?? null;
}

/** A new thread has its creator's mask, and nothing is pending for it (clone(2)). */
export function threadSignalsOfCreator({ blocked }: ThreadSignals): ThreadSignals {
    return { ...unknownThreadSignals, blocked, pending: [] };
}

/** That of a new process is a copy of its creator: in the same handlers, on the same stack (fork(2)). */
export function threadSignalsOfFork(creator: ThreadSignals): ThreadSignals {
    return { ...creator, replaced: null, pending: [] };
}
