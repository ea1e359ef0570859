/** Calls that have not returned, and calls that returned without a change to tell of. Their thread owns them. */
import type { Awaits } from "../awaits";
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId, ProcessId } from "../identities";
import type { NewFutex } from "../kinds/futex/events";
import type { Slot } from "../slot";

/** A message that a call offers which has not returned. */
export interface OfferedMessage {
    readonly length: number;
    readonly data: Uint8Array;
    /** The object that is to get it; null: unknown. */
    readonly to: ObjectId | null;
}

/** A call that has not returned: the thread waits (or is about to). */
export interface CallBlocked extends EventBase {
    readonly kind: "callBlocked";
    readonly call: string;
    readonly fd: number | null;
    readonly description: DescriptionId | null;
    readonly object: ObjectId | null;
    /** Objects at which it waits, too: any of them ends the wait (futex_waitv(2)). */
    readonly also?: readonly ObjectId[];
    /** Present when the object is seen for the first time: a futex is one because somebody waits there. */
    readonly newObject?: NewFutex;
    /** Those of `also` that are. */
    readonly newOthers?: readonly NewFutex[];
    readonly awaits: Awaits;
    /** The call was given a time after which it ends by itself. */
    readonly timed?: true;
    /** A write that waits: how many bytes it offers (some may be in the object already), with their payload. */
    readonly offered?: number;
    readonly data?: Uint8Array;
    /** Several messages with borders between them (sendmmsg(2)), in place of `offered` and `data`. */
    readonly messages?: readonly OfferedMessage[];
    /** O_DIRECT pipe: the bytes form packets of their own. */
    readonly packet?: boolean;
    /** vmsplice: the pages that it offers. */
    readonly slots?: readonly Slot[];
    /** The signals that the thread blocks instead of its own mask as long as the call lasts (sigsuspend(2), ppoll(2)). */
    readonly mask?: readonly string[];
}

export interface CallResumed extends EventBase {
    readonly kind: "callResumed";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    /** A signal has ended it, and is delivered under the call's mask. */
    readonly keepsMask?: true;
}

/** A signal ended the call before it had an effect: it fails with EINTR, or the kernel makes it again (signal(7)). */
export interface CallInterrupted extends EventBase {
    readonly kind: "callInterrupted";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    /** Objects at which it waited, too. */
    readonly also?: readonly ObjectId[];
}

/** A traced call that changed nothing in the model: it failed, or only asked. */
export interface CallReturned extends EventBase {
    readonly kind: "callReturned";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    /** Objects at which it waited, too. */
    readonly also?: readonly ObjectId[];
    /** As the program gave it. */
    readonly path?: string;
    readonly result: number;
    /** Bytes that the call was to move. */
    readonly asked?: number;
    /** The name of the error (`EAGAIN`). */
    readonly error?: string;
    /** What was to be sent was not for the socket's other end: the call named another receiver (sendto(2)). */
    readonly elsewhere?: true;
    /** EADDRINUSE: the name that the call gave (bind(2)); of one in the file system the whole path, if that is known. */
    readonly address?: string;
    /** EAGAIN, although poll(2) or its like had reported the object to the thread: to these processes, too. */
    readonly reportedTo?: readonly ProcessId[];
    /** EINTR after a handler: for want of SA_RESTART, or since the call is never made again (signal(7)). */
    readonly interruption?: "flag" | "never";
}

/** A handler runs, and the kernel makes the call that it interrupts again: by SA_RESTART, or as it always does with this one. */
export interface CallMadeAgain extends EventBase {
    readonly kind: "callMadeAgain";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    readonly why: "flag" | "always";
}

export type CallEvent = CallBlocked | CallResumed | CallInterrupted | CallMadeAgain | CallReturned;
