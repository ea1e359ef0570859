/** The status flags of an open file description, and the signal that tells of what happens there (fcntl(2), F_SETFL, F_SETSIG). */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId } from "../identities";

export interface StatusFlagsChanged extends EventBase {
    readonly kind: "statusFlagsChanged";
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    readonly statusFlags: readonly string[];
}

export interface ToldBySignal extends EventBase {
    readonly kind: "toldBySignal";
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    /** Null: SIGIO, without saying at which descriptor. */
    readonly signal: string | null;
}
