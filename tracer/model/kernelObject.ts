/** What all kernel objects have in common, whatever their kind. */
import type { ObjectId, ProcessId } from "./identities";
import type { End } from "./openFlags";
import type { Lock } from "./owners/lock";
import type { SourceLocation } from "./sourceLocation";

export interface Contents {
    /** Where in the object the bytes begin. */
    readonly offset: number;
    /** The first of them. */
    readonly data: Uint8Array;
    /** Who ran since somebody had looked before, with it in its memory; null: nobody had. */
    readonly ran: readonly ProcessId[] | null;
}

/** A load or a store in an object's memory, known where memory is watched. */
export interface LastAccess {
    readonly process: ProcessId;
    /** Where in the object, in bytes; null: unknown. */
    readonly offset: number | null;
    /** Bytes; null: unknown. */
    readonly length: number | null;
    /** So often in a row, when it changed nothing; 1: once. */
    readonly times: number;
    readonly source: SourceLocation | null;
}

export interface ObjectBase {
    readonly id: ObjectId;
    /** Path or other name by which a user knows it; null for what has none. */
    readonly name: string | null;
    /** Further names that link(2) has given it. */
    readonly otherNames: readonly string[];
    readonly device: string | null;
    readonly inode: string | null;
    /** Open file descriptions of it that traced processes hold. */
    readonly descriptions: number;
    /** Mappings of it in the address spaces of traced processes. */
    readonly mapped: number;
    /** Advisory locks on it that traced processes have (its inode's). */
    readonly locks: readonly Lock[];
    /** What was last seen in it by who looked into the memory of a process that has it mapped; null: nobody did. */
    readonly contents: Contents | null;
    /** Who read there last, and who wrote; null: nobody was seen to. */
    readonly accessed: { readonly read: LastAccess | null; readonly written: LastAccess | null };
    /** Its name is gone from the file system, or it is marked for removal. */
    readonly removed: boolean;
    /** seq of the event in which it was first seen. */
    readonly since: number;
    /** It existed before the trace: what is in it is unknown until the kernel was asked. */
    readonly inherited: boolean;
    /** Through which of its ends each process was seen to move bytes, or to move them later (io_submit(2)). */
    readonly moved: ReadonlyMap<ProcessId, readonly End[]>;
}

/** An object as an event introduces it; its kind adds facts of its own. */
export interface NewObjectBase {
    readonly id: ObjectId;
    readonly name: string | null;
    readonly device?: string;
    readonly inode?: string;
    readonly inherited?: boolean;
}
