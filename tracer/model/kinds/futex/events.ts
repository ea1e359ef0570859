/** What happens at futexes (futex(2)). Waits that begin, fail or are interrupted are told as those of other calls. */
import type { EventBase } from "../../eventBase";
import type { ObjectId, ProcessId } from "../../identities";
import type { NewObjectBase } from "../../kernelObject";
import type { FutexFacts, FutexReading, FutexThread, FutexWaiter } from "./state";

export type NewFutex = NewObjectBase & FutexFacts & { readonly kind: "futex" };

export interface FutexLeft {
    readonly object: ObjectId;
    /** It may have been woken there, too: of several words the call tells the last at which it was. */
    readonly perhapsWoken?: true;
}

/** A wait ended since somebody woke it. */
export interface FutexWaited extends EventBase {
    readonly kind: "futexWaited";
    readonly object: ObjectId;
    readonly newObject?: NewFutex;
    /** Null: one of several, or nobody who is traced. */
    readonly by: FutexThread | null;
    /** The waker's call has not returned yet. */
    readonly early?: true;
    /** The other words at which it waited, and stands no more (futex_waitv(2)). */
    readonly also?: readonly FutexLeft[];
}

/** FUTEX_WAKE and its family woke so many. */
export interface FutexWoke extends EventBase {
    readonly kind: "futexWoke";
    readonly object: ObjectId;
    readonly woken: number;
    /** How many it was to wake at most. */
    readonly most: number;
    readonly bitset: number;
    /** Whom, as far as that is certain: each of those who waited, or those who have returned meanwhile; null: some of those who waited. */
    readonly whom: readonly FutexThread[] | null;
    readonly reading: FutexReading;
}

/** FUTEX_REQUEUE and its family woke some, and made others wait at another word. */
export interface FutexRequeued extends EventBase {
    readonly kind: "futexRequeued";
    readonly object: ObjectId;
    readonly to: ObjectId;
    readonly newPeer?: NewFutex;
    readonly woken: number;
    /** In their order. */
    readonly moved: readonly FutexWaiter[];
}

/** FUTEX_LOCK_PI: the kernel has made the thread the owner. */
export interface FutexLocked extends EventBase {
    readonly kind: "futexLocked";
    readonly object: ObjectId;
}

/** FUTEX_UNLOCK_PI: the kernel has given it to who waits, the highest priority first. */
export interface FutexUnlocked extends EventBase {
    readonly kind: "futexUnlocked";
    readonly object: ObjectId;
}

/** The thread that has it has ended; if it is robust, the kernel has woken one who waits (get_robust_list(2)). */
export interface FutexOwnerEnded extends EventBase {
    readonly kind: "futexOwnerEnded";
    readonly object: ObjectId;
    /** Nobody has waited there before. */
    readonly newObject?: NewFutex;
    readonly robust: boolean;
    /** Of a new one: who has the memory. */
    readonly reaching?: readonly ProcessId[];
}

export type FutexEvent = FutexWaited | FutexWoke | FutexRequeued | FutexLocked | FutexUnlocked | FutexOwnerEnded;
