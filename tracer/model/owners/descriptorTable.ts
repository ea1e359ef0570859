/** Descriptor tables: copied by fork, shared with CLONE_FILES, thinned out by exec. Their users are threads. */
import type { DescriptionId, ObjectId, TableId } from "../identities";
import type { AccessMode } from "../openFlags";
import type { SourceLocation } from "../sourceLocation";

/** How a process came by a descriptor. */
export interface Provenance {
    /** The call, by the source's name: "pipe", "dup2"; of a table that was copied "fork". */
    readonly by: string;
    readonly source: SourceLocation | null;
}

export interface Descriptor {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
    /** seq of the event that put it here. */
    readonly since: number;
    /** Null: it was there before the trace. */
    readonly got: Provenance | null;
}

/** A descriptor that was closed, kept for the drawing until its number is used again. */
export interface ClosedDescriptor {
    readonly fd: number;
    readonly object: ObjectId;
    readonly access: AccessMode;
    /** seq */
    readonly at: number;
}

export interface DescriptorTable {
    readonly id: TableId;
    /** By number, ascending. */
    readonly descriptors: ReadonlyMap<number, Descriptor>;
    readonly closed: ReadonlyMap<number, ClosedDescriptor>;
    /** Threads that use it, of however many processes. */
    readonly users: number;
    /** It began as the copy that a fork made; `at`: its seq. */
    readonly copied: { readonly at: number; readonly provenance: Provenance | null } | null;
}
