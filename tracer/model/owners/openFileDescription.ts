/** Open file descriptions (open(2)): made by an open, shared by descriptors, gone with the last of them. */
import type { DescriptionId, ObjectId } from "../identities";
import type { AccessMode } from "../openFlags";

export interface OpenFileDescription {
    readonly id: DescriptionId;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** That tells of what happens there (F_SETSIG); null: SIGIO, as far as is known. */
    readonly signal: string | null;
    /** Bytes from the start of the file; null where there is no position or it is unknown. */
    readonly offset: number | null;
    /** Descriptors that refer to it, over all tables. */
    readonly references: number;
    /** Its places in messages that nobody has received yet. */
    readonly inFlight: readonly PlaceInFlight[];
    /** Objects that are told of its end: epoll instances in whose set it is, or was. */
    readonly watchers: readonly ObjectId[];
    /** seq */
    readonly since: number;
}

/** A message that carries descriptors (unix(7), SCM_RIGHTS). */
export interface PlaceInFlight {
    /** Messages with descriptors are numbered over the whole trace, from 1. */
    readonly message: number;
    /** The socket that is to receive it; null: unknown. */
    readonly to: ObjectId | null;
}

/** As an event introduces it. */
export type NewDescription = Omit<OpenFileDescription, "signal" | "references" | "inFlight" | "watchers" | "since">;
