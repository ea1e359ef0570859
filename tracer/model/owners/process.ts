/** Processes and their threads, as they stand in the state. */
import type { Wait } from "../awaits";
import type { ObjectId, ProcessId, SpaceId, TableId } from "../identities";
import type { Mutable } from "../mutable";
import type { SourceLocation } from "../sourceLocation";
import type { Job } from "./job";
import type { ProcessSignals, ThreadSignals } from "./signalState";
import type { Use } from "./use";

export type ExitStatus = { readonly code: number } | { readonly signal: string };
export type ProcessState = "running" | "blocked" | "stopped" | "zombie" | "exited";

/** A thread owns its descriptor table (which others may share), its signal mask and what is pending for it. */
export interface Thread {
    readonly tid: number;
    readonly table: TableId;
    /** The call that it is in and that has not returned. */
    readonly call: Wait | null;
    readonly signals: ThreadSignals;
}

/** What the process last did, for its card: nothing that its runtime does for itself. */
export interface LastCall {
    /** seq */
    readonly seq: number;
    readonly call: string;
    readonly called?: string;
    readonly source: SourceLocation | null;
}

/** Where the process stands still for the debugger. */
export interface Stop {
    readonly reason: string;
    readonly signal: string | null;
    readonly source: SourceLocation | null;
    readonly tid: number;
}

/** A stop signal has stopped the process. */
export interface Suspension {
    readonly signal: string;
    readonly sender: ProcessId | null;
    /** By the terminal's key, or since the process used the terminal from the background. */
    readonly byTerminal: boolean;
}

export interface Process {
    readonly id: ProcessId;
    readonly pid: number;
    /** null: its parent is not traced. */
    readonly parent: ProcessId | null;
    /** 0: not known. */
    readonly parentPid: number;
    /** Its parent ended before it. */
    readonly orphaned: boolean;
    /** As a shell would show it: "wc -l". */
    readonly command: string;
    readonly arguments: readonly string[];
    readonly state: ProcessState;
    readonly exit: ExitStatus | null;
    readonly space: SpaceId;
    /** By the kernel's number; the oldest first. */
    readonly threads: ReadonlyMap<number, Thread>;
    /** Edges that are no descriptors, by object. */
    readonly uses: ReadonlyMap<ObjectId, Use>;
    readonly signals: ProcessSignals;
    readonly job: Job;
    readonly stop: Stop | null;
    /** Until SIGCONT (signal(7)). */
    readonly suspended: Suspension | null;
    /** Frozen because another process stopped. */
    readonly frozen: boolean;
    /** How many programs it executed (exec), beyond its first. */
    readonly executed: number;
    readonly last: LastCall | null;
    /** "127.0.0.1:9229": there its runtime waits for a debugger. */
    readonly inspector?: string;
    /** seq */
    readonly bornAt: number;
}

export function newThread(tid: number, table: TableId, signals: ThreadSignals): Thread {
    return { tid, table, call: null, signals };
}

/** The thread with this number; else, since events may speak of the process as a whole, its oldest. */
export function threadOf(process: Process | Mutable<Process> | undefined, tid: number): Thread | undefined {
    return process?.threads.get(tid) ?? process?.threads.values().next().value;
}

/** The call in which a thread of the process has been for the longest time: `waitsFor` of the contract. */
export function firstWait(process: Process): Wait | null {
    let first: Wait | null = null;
    for (const { call } of process.threads.values()) {
        if (call !== null && (first === null || call.since < first.since)) first = call;
    }
    return first;
}

/** Change one of a process's threads. */
export function changeThread(process: Mutable<Process>, tid: number, change: Partial<Thread>): void {
    const thread = process.threads.get(tid);
    if (thread !== undefined) process.threads.set(tid, { ...thread, ...change });
}

/** One of its threads is in this call from now on; null: in none. */
export function changeCall(process: Mutable<Process>, tid: number, call: Wait | null): void {
    const thread = process.threads.get(tid);
    if (thread !== undefined) process.threads.set(tid, { tid: thread.tid, table: thread.table, call, signals: thread.signals });
}

/** Bring a process's `state` in keeping with its threads and the debugger. */
export function settleState(process: Mutable<Process>): void {
    process.state = currentState(process);
}

function currentState(process: Mutable<Process>): ProcessState {
    if (process.exit !== null) return process.state === "exited" ? "exited" : "zombie";
    if (process.stop !== null || process.suspended !== null) return "stopped";
    if (process.threads.size > 0 && allWait(process)) return "blocked";
    return process.frozen ? "stopped" : "running";
}

function allWait(process: Mutable<Process>): boolean {
    for (const { call } of process.threads.values()) if (call === null) return false;
    return true;
}
