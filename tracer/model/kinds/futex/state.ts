/** A futex as it stands in the state (futex(7)): a word in memory at which somebody has waited. */
import type { ObjectId, ProcessId } from "../../identities";
import type { ObjectBase } from "../../kernelObject";
import type { SourceLocation } from "../../sourceLocation";

/** What it is a part of, as the function of the C library tells that waits there; "word": it was not told. */
export type FutexType = "word" | "mutex" | "condition variable" | "semaphore" | "barrier" | "read-write lock";

/** What the kernel tells two futexes apart by (kernel/futex/core.c, get_futex_key). */
export interface FutexPlace {
    /** The object whose shared mapping it lies in; null: it is memory of one address space alone, or FUTEX_PRIVATE_FLAG says so. */
    readonly memory: ObjectId | null;
    /** In that object, in bytes; else its address. */
    readonly at: bigint;
    /** FUTEX_PRIVATE_FLAG: other address spaces do not meet it there, though they may share the memory. */
    readonly private: boolean;
}

export interface FutexThread {
    readonly process: ProcessId;
    readonly tid: number;
}

export interface FutexWaiter extends FutexThread {
    /** seq of the event with which it began. */
    readonly began: number;
    readonly source: SourceLocation | null;
    readonly address: bigint;
    /** "FUTEX_WAIT" */
    readonly operation: string;
    /** What the word was to be, so that it waits; null: the operation compares with nothing. */
    readonly expected: number | null;
    /** Only wakers with one of these bits in theirs wake it. */
    readonly bitset: number;
    /** FUTEX_REQUEUE has brought it from another word, at which it still seems to wait for those who only see its call. */
    readonly moved?: true;
}

/** A call that woke some, or the kernel itself at the end of an owner. */
export interface FutexWake extends FutexThread {
    /** seq of its event. */
    readonly seq: number;
    readonly source: SourceLocation | null;
    /** How many of those that it woke were not seen to return yet. */
    readonly left: number;
    /** Some that returned may have been woken by it or by another one: so may those that are left. */
    readonly mixed?: true;
}

/** A wait that ended although no waker had been told of, since its call is still under way. */
export interface FutexReturn extends FutexThread {
    /** seq of the event that told of its end. */
    readonly seq: number;
}

/** Who has it, as its memory told when somebody began to wait, or as the kernel gave it (FUTEX_LOCK_PI). */
export interface FutexOwner {
    readonly tid: number;
    /** Null: it is not traced. */
    readonly process: ProcessId | null;
    /** The line that took it; null: it was taken without a call. */
    readonly source: SourceLocation | null;
    readonly ended: boolean;
    /** Nobody waited when the kernel gave it the futex: it may have given it up again without a call (FUTEX_LOCK_PI). */
    readonly perhapsFree?: true;
}

export interface Futex extends ObjectBase {
    readonly kind: "futex";
    readonly type: FutexType;
    readonly place: FutexPlace;
    /** Whose address that is, where no object says it. */
    readonly foundBy: ProcessId;
    readonly foundAt: SourceLocation | null;
    /** The word when somebody last waited or woke there; it changes without a call. Null: unknown. */
    readonly value: number | null;
    /** A barrier: how many it lets pass at once; null: unknown. */
    readonly parties: number | null;
    /** Null: nobody, or unknown. */
    readonly owner: FutexOwner | null;
    /** PTHREAD_MUTEX_ROBUST: the end of its owner wakes the next. */
    readonly robust: boolean;
    /** In the order in which they came. */
    readonly waiters: readonly FutexWaiter[];
    /** In their order: those whose woken threads were not all seen to return. */
    readonly wakes: readonly FutexWake[];
    readonly early: readonly FutexReturn[];
    /** How many were woken is not known any more: one that has gone on by another word may have been among them (futex_waitv(2)). */
    readonly uncertain: boolean;
    /** The wait that ended last, until that thread wakes others: of a mutex, it has it. */
    readonly lastReturned: (FutexThread & { readonly source: SourceLocation | null }) | null;
    readonly lastWake: (FutexThread & { readonly woken: number; readonly source: SourceLocation | null }) | null;
    /** Who has waited or woken there, and still may. */
    readonly users: readonly ProcessId[];
}

export interface FutexFacts {
    readonly type: FutexType;
    readonly place: FutexPlace;
}

/** What was read at the word when a call began. */
export interface FutexReading {
    /** Null: it could not be read. */
    readonly value: number | null;
    /** Null: nobody, or it is not that kind of thing. */
    readonly owner: { readonly tid: number; readonly process: ProcessId | null; readonly ended?: true } | null;
    readonly robust: boolean;
    readonly parties: number | null;
}

/** What a call waits for. */
export interface FutexWait extends Pick<FutexWaiter, "address" | "operation" | "expected" | "bitset"> {
    readonly reading: FutexReading;
    /** It has a time limit. */
    readonly limited: boolean;
    /** What the word is called, where nobody has told that before: "mutex ring->lock". */
    readonly name?: string;
}
