/** What happens to System V semaphore sets (semget(2), semop(2), semctl(2)). */
import type { EventBase } from "../../eventBase";
import type { ObjectId, ProcessId } from "../../identities";
import type { NewObjectBase } from "../../kernelObject";
import type { KeySource } from "../systemVKey";
import type { SemaphoreOperation } from "./operations";
import type { SemaphoreAdjustment, SemaphoreSetFacts } from "./state";

type NewSemaphoreSet = NewObjectBase & SemaphoreSetFacts & { readonly kind: "semaphoreSet" };

/** semget(2) made it; all semaphores are 0 (ipc/sem.c, newary). */
export interface SemaphoreSetCreated extends EventBase {
    readonly kind: "semaphoreSetCreated";
    readonly object: ObjectId;
    readonly newObject: NewSemaphoreSet;
}

/** semget(2) gave the number of one that was there. */
export interface SemaphoreSetOpened extends EventBase {
    readonly kind: "semaphoreSetOpened";
    readonly object: ObjectId;
    readonly newObject?: NewSemaphoreSet;
    readonly key: number;
    readonly keySource?: KeySource;
}

interface ChangeBase extends EventBase {
    readonly object: ObjectId;
    readonly newObject?: NewSemaphoreSet;
    /** seq of the last event before the call, if something may have come between. */
    readonly began?: number;
}

/** semop(2) was done, all of it, or semctl(2) has set one semaphore (SETVAL). */
export interface SemaphoreChanged extends ChangeBase {
    readonly kind: "semaphoreChanged";
    /** The semaphore, of several the first. */
    readonly index: number;
    /** What it is then; null: unknown. */
    readonly value: number | null;
    /** Absent: it was set. Empty: they were not captured. */
    readonly operations?: readonly SemaphoreOperation[];
    /** The undo list of the thread, if SEM_UNDO was among the flags. */
    readonly undoList?: string;
}

/** semctl(2), SETALL. */
export interface SemaphoresSet extends ChangeBase {
    readonly kind: "semaphoresSet";
    /** Empty: they were not captured. */
    readonly values: readonly number[];
}

/** semctl(2), GETVAL or GETALL, told the values of semaphores of which they were not known. */
export interface SemaphoresTold extends EventBase {
    readonly kind: "semaphoresTold";
    readonly object: ObjectId;
    readonly newObject?: NewSemaphoreSet;
    readonly values: readonly { readonly index: number; readonly value: number }[];
}

/** The last thread with this undo list has ended, and the kernel gives back what SEM_UNDO noted (ipc/sem.c, exit_sem). */
export interface SemaphoresUndone extends EventBase {
    readonly kind: "semaphoresUndone";
    readonly object: ObjectId;
    readonly undoList: string;
    readonly adjustments: readonly SemaphoreAdjustment[];
}

/** semctl(2), IPC_SET. */
export interface SemaphoreSetChanged extends EventBase {
    readonly kind: "semaphoreSetChanged";
    readonly object: ObjectId;
    readonly newObject?: NewSemaphoreSet;
    readonly mode: number;
}

/** semctl(2), IPC_RMID: it is gone at once. */
export interface SemaphoreSetRemoved extends EventBase {
    readonly kind: "semaphoreSetRemoved";
    readonly object: ObjectId;
    readonly newObject?: NewSemaphoreSet;
    /** Who waits for it. */
    readonly waiters: readonly ProcessId[];
}

export type SemaphoreSetEvent =
    | SemaphoreSetCreated
    | SemaphoreSetOpened
    | SemaphoreChanged
    | SemaphoresSet
    | SemaphoresTold
    | SemaphoresUndone
    | SemaphoreSetChanged
    | SemaphoreSetRemoved;
