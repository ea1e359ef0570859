/** What happens to a group of fanotify(7). */
import type { EventBase } from "../../eventBase";
import type { DescriptionId, ObjectId } from "../../identities";
import type { MarkScope, NewFanotify } from "./state";

interface OfFanotify extends EventBase {
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}

/** fanotify_init(2). */
export interface FanotifyCreated extends OfFanotify {
    readonly kind: "fanotifyCreated";
    readonly newObject: NewFanotify;
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** fanotify_mark(2). */
export interface FanotifyMarked extends OfFanotify {
    readonly kind: "fanotifyMarked";
    readonly scope: MarkScope;
    /** Null: not known. */
    readonly marked: string | null;
    /** "FAN_OPEN", "FAN_ONDIR" */
    readonly events: readonly string[];
    readonly adds: boolean;
    /** It is about what is ignored. */
    readonly ignores: boolean;
    readonly keepsIgnored: boolean;
}

/** fanotify_mark(2) with FAN_MARK_FLUSH: all marks of that scope are gone. */
export interface FanotifyFlushed extends OfFanotify {
    readonly kind: "fanotifyFlushed";
    readonly scope: MarkScope;
}

export interface FanotifyNotification {
    readonly events: readonly string[];
    /** A descriptor of the file; null: none, as a group that reports file handles gets. */
    readonly fd: number | null;
    /** Who did it; 0: it is not told. A thread's, where that was asked for (FAN_REPORT_TID). */
    readonly targetPid: number;
    /** Of the file within its directory; null: not told. */
    readonly name: string | null;
}

/** read(2). */
export interface FanotifyRead extends OfFanotify {
    readonly kind: "fanotifyRead";
    readonly notifications: readonly FanotifyNotification[];
    /** What follows was not captured. */
    readonly truncated?: true;
}

/** write(2): answers to accesses that wait. */
export interface FanotifyAnswered extends OfFanotify {
    readonly kind: "fanotifyAnswered";
    readonly answers: readonly { readonly fd: number; readonly allowed: boolean }[];
}

export type FanotifyEvent = FanotifyCreated | FanotifyMarked | FanotifyFlushed | FanotifyRead | FanotifyAnswered;
