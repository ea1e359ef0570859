/** Groups that are told what happens to files, and may be asked for permission (fanotify(7), fs/notify/fanotify). */
import type { NewObjectBase, ObjectBase } from "../../kernelObject";

export type MarkScope = "file" | "mount" | "filesystem" | "namespace";

/** What is watched, as bits: what counts, and what of it does not. */
export interface FanotifyMark {
    readonly scope: MarkScope;
    /** By which it was marked; null: unknown. */
    readonly path: string | null;
    readonly mask: number;
    readonly ignored: number;
    /** FAN_MARK_IGNORED_SURV_MODIFY: what is ignored stays so when the file is modified. */
    readonly keepsIgnored: boolean;
}

/** An access that waits until the group allows or denies it. */
export interface AskedAccess {
    /** By which the answer names it. */
    readonly fd: number;
    /** "FAN_OPEN_PERM" */
    readonly events: readonly string[];
    /** Who wants it, as the event says. */
    readonly targetPid: number;
}

export interface Fanotify extends ObjectBase {
    readonly kind: "fanotify";
    /** "FAN_CLASS_CONTENT"; null: unknown. */
    readonly flags: readonly string[] | null;
    /** Flags of open(2) of the descriptors that its events bring; null: unknown. */
    readonly eventFlags: number | null;
    /** The kernel removes those by itself whose file is gone, and does not tell. */
    readonly marks: readonly FanotifyMark[];
    /** Events that were read and not answered. */
    readonly asked: readonly AskedAccess[];
    /** False: there may be other marks, or fewer: it existed before the trace, or a call could not be followed. */
    readonly complete: boolean;
}

/** Absent: unknown. */
export interface FanotifyFacts {
    readonly flags?: readonly string[];
    readonly eventFlags?: number;
    /** Made in the trace. */
    readonly complete?: true;
}

export type NewFanotify = NewObjectBase & FanotifyFacts & { readonly kind: "fanotify" };
