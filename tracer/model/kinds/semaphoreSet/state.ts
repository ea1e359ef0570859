/** A System V semaphore set as it stands in the state. */
import type { ProcessId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { SourceLocation } from "../../sourceLocation";
import type { KeySource } from "../systemVKey";
import type { SemaphoreOperation } from "./operations";

/** What was done to a semaphore lately, since calls may be seen to return in another order than that of the kernel. */
export interface RecentChange {
    /** Of the event. */
    readonly seq: number;
    readonly change: number;
    /** With SEM_UNDO: where the opposite was noted. */
    readonly undo?: UndoOwner;
}

/** An undo list, and who used it. */
export interface UndoOwner {
    readonly undoList: string;
    readonly process: ProcessId;
}

export interface Semaphore {
    /** semval; null: unknown. */
    readonly value: number | null;
    /** Taken by calls that were seen to return before those that had added it. */
    readonly ahead: number;
    /** sempid: the process that changed it last, or waited until it was 0. 0: nobody yet; null: unknown, or one of several at once. */
    readonly lastPid: number | null;
    readonly lastProcess: ProcessId | null;
    /** The latest last. */
    readonly recent: readonly RecentChange[];
    /** seq of the event that set it last (SETVAL, SETALL); 0: none did. */
    readonly setAt: number;
}

/** A semop(2) that has not returned. */
export interface SemaphoreWaiter {
    readonly process: ProcessId;
    readonly tid: number;
    /** seq of its callBlocked event. */
    readonly began: number;
    readonly source: SourceLocation | null;
    /** Null: not captured. */
    readonly operations: readonly SemaphoreOperation[] | null;
    /** The place of the operation for which it sleeps, as the kernel noted it when it last tried; null: for none, or unknown. */
    readonly sleepsAt: number | null;
    /** seq of the event since which all can be done, so that the kernel may have done it; null: it cannot. */
    readonly ready: number | null;
}

/** What the end of those who share an undo list (CLONE_SYSVSEM) does to the set: semadj. */
export interface SemaphoreUndo {
    /** Who used SEM_UNDO last. */
    readonly process: ProcessId;
    readonly adjustments: readonly SemaphoreAdjustment[];
}

export interface SemaphoreAdjustment {
    readonly index: number;
    /** Not 0; null: unknown, since the semaphore was set while it was noted. */
    readonly change: number | null;
}

export interface SemaphoreSet extends ObjectBase {
    readonly kind: "semaphoreSet";
    /** As semget(2) got it; 0 is IPC_PRIVATE, null: unknown. */
    readonly key: number | null;
    /** Null: it is IPC_PRIVATE, or not known. */
    readonly keySource: KeySource | null;
    /** semid, the kernel's number. */
    readonly number: number;
    /** How many semaphores are in it; null: unknown. */
    readonly count: number | null;
    /** As many as are known. */
    readonly semaphores: readonly Semaphore[];
    /** In the order in which they came. */
    readonly waiters: readonly SemaphoreWaiter[];
    /** By undo list. */
    readonly undo: ReadonlyMap<string, SemaphoreUndo>;
    /** Permissions, the lowest nine bits of sem_perm.mode; null: unknown. */
    readonly mode: number | null;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
}

export interface SemaphoreSetFacts {
    readonly key: number | null;
    readonly keySource?: KeySource;
    readonly number: number;
    readonly count: number | null;
    readonly mode?: number;
}

export function unusedSemaphore(value: number | null): Semaphore {
    return { value, ahead: 0, lastPid: value === null ? null : 0, lastProcess: null, recent: [], setAt: 0 };
}
