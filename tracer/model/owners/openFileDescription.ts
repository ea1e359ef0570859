/** Open file descriptions (open(2)): made by an open, shared by descriptors, gone with the last of them. */
import type { DescriptionId, ObjectId } from "../identities";
import type { AccessMode } from "../openFlags";

export interface OpenFileDescription {
    readonly id: DescriptionId;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** Bytes from the start of the file; null where there is no position or it is unknown. */
    readonly offset: number | null;
    /** Descriptors that refer to it, over all tables. */
    readonly references: number;
    /** seq */
    readonly since: number;
}

/** As an event introduces it. */
export type NewDescription = Omit<OpenFileDescription, "references" | "since">;
