/** Page faults that a program resolves by itself (userfaultfd(2), fs/userfaultfd.c). */
import type { NewObjectBase, ObjectBase } from "../../kernelObject";

/** Why a page may make a thread wait: it is not there, it is protected, or it is there and not mapped. */
export type FaultReason = "missing" | "write-protected" | "minor";

/** Memory that UFFDIO_REGISTER named. What was unmapped since may be among it: that makes no message unless it is asked for. */
export interface RegisteredRange {
    readonly address: bigint;
    readonly length: bigint;
    readonly reasons: readonly FaultReason[];
}

/** Of a message that was read, and whose page nobody has brought yet. */
export interface ReadFault {
    readonly address: bigint;
    readonly reason: FaultReason;
    /** A write touched it; else a read. */
    readonly write: boolean;
    /** Null: it is not asked for (UFFD_FEATURE_THREAD_ID). */
    readonly thread: number | null;
}

export interface Userfaultfd extends ObjectBase {
    readonly kind: "userfaultfd";
    /** "UFFD_FEATURE_THREAD_ID"; "off": UFFDIO_API is still to come; null: unknown. */
    readonly features: readonly string[] | "off" | null;
    readonly ranges: readonly RegisteredRange[];
    /**
     * In the order in which they were read. A thread that a signal called away waits no more, and faults again if it comes back; so
     * this is the most that may wait.
     */
    readonly faults: readonly ReadFault[];
    /** False: there may be other ranges and faults: it existed before the trace, or something was not captured. */
    readonly complete: boolean;
    /** UFFD_USER_MODE_ONLY: a system call that touches a missing page fails with EFAULT. Null: unknown. */
    readonly userOnly: boolean | null;
}

/** Absent: unknown. */
export interface UserfaultfdFacts {
    readonly features?: readonly string[] | "off";
    /** Of a process whose fork a message has told. */
    readonly ranges?: readonly RegisteredRange[];
    readonly complete?: true;
    readonly userOnly?: boolean;
}

export type NewUserfaultfd = NewObjectBase & UserfaultfdFacts & { readonly kind: "userfaultfd" };
