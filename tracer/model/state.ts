/**
 * The model's state: the kernel objects of the traced processes at one moment. Immutable; `apply` makes the next one.
 *
 * Every attribute sits on its true owner: close-on-exec on the descriptor; offset, status flags and access mode on the
 * open file description (open(2)); capacity and bytes on the pipe (pipe(7)).
 */
import type { SourceLocation } from "../events/sourceLocation";

export type ProcessId = string; // "p1"
export type DescriptionId = string; // "ofd1"
export type ObjectId = string; // "pipe1", "fifo1", "file1", "tty1", …
export type TableId = string; // "table1": a descriptor table, shared by CLONE_FILES

export type AccessMode = "read" | "write" | "read-write";
export type ExitStatus = { readonly code: number } | { readonly signal: string };

export interface Descriptor {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
    /** seq of the event that put it here. */
    readonly since: number;
}

/** A descriptor that was closed, kept for the drawing until its number is used again. */
export interface ClosedDescriptor {
    readonly fd: number;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly at: number; // seq
}

export interface DescriptorTable {
    readonly id: TableId;
    readonly descriptors: ReadonlyMap<number, Descriptor>; // by fd, ascending
    readonly closed: ReadonlyMap<number, ClosedDescriptor>;
    /** Processes that use it: more than one only with CLONE_FILES. */
    readonly users: number;
}

export interface Wait {
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    readonly reason: string;
    /** Seconds since the start of the trace. */
    readonly since: number;
    readonly tid: number;
}

/** What the process last did, for its card. */
export interface LastCall {
    readonly seq: number;
    readonly call: string;
    readonly source: SourceLocation | null;
}

export type ProcessState = "running" | "blocked" | "stopped" | "zombie" | "exited";

export interface Process {
    readonly id: ProcessId;
    readonly pid: number;
    /** null: its parent is not traced. */
    readonly parent: ProcessId | null;
    readonly parentPid: number;
    /** As a shell would show it: "wc -l". */
    readonly command: string;
    readonly arguments: readonly string[];
    readonly state: ProcessState;
    readonly exit: ExitStatus | null;
    readonly table: TableId;
    readonly threads: readonly number[];
    /** Calls that have not returned, by tid. The first is `waitsFor` of the contract. */
    readonly waits: ReadonlyMap<number, Wait>;
    /** Set while the process stands still for the debugger. */
    readonly stop: {
        readonly reason: string;
        readonly signal: string | null;
        readonly source: SourceLocation | null;
        readonly tid: number;
    } | null;
    /** The signal that stopped it, until SIGCONT (signal(7)). */
    readonly suspended: string | null;
    /** Frozen because another process stopped. */
    readonly frozen: boolean;
    /** How many programs it executed (exec), beyond its first. */
    readonly executed: number;
    readonly last: LastCall | null;
    readonly bornAt: number; // seq
}

export interface Description {
    readonly id: DescriptionId;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    readonly offset: number | null;
    /** Descriptors that refer to it, over all tables. */
    readonly references: number;
    readonly since: number;
}

/** A run of buffered bytes that came from one write. */
export interface Segment {
    /** seq of the bytesWritten (or, while in flight, callBlocked) event; null for bytes from before the trace. */
    readonly write: number | null;
    readonly process: ProcessId | null;
    readonly source: SourceLocation | null;
    /** Offset in that write. */
    readonly offset: number;
    readonly length: number;
    /** The bytes as the events carry them (C escapes), as far as they were captured; null: unknown. */
    readonly data: string | null;
    /**
     * Another write to the pipe was under way at the same time: which came first is not known until someone reads, so
     * neighbours that all have this mark may stand in another order.
     */
    readonly concurrent?: true;
}

/**
 * One place of a pipe's ring of pages. The kernel counts a pipe's room in these, not in bytes: a page that is partly
 * used takes a whole place (fs/pipe.c, pipe_write).
 */
export interface Slot {
    /** Where the bytes begin in the page. */
    readonly start: number;
    readonly length: number;
    /** A later small write may fill the rest of the page. */
    readonly canMerge: boolean;
    /** O_DIRECT: a read takes this slot alone, and discards what it did not want of it. */
    readonly packet: boolean;
}

/** A write that has not returned: a part of it may be in the buffer, the rest waits in the writer's memory. */
export interface WriteInFlight {
    /** seq of its callBlocked event. */
    readonly write: number;
    readonly process: ProcessId;
    readonly tid: number;
    readonly source: SourceLocation | null;
    /** Bytes that the kernel has taken so far, as the model reckons. */
    readonly taken: number;
    readonly offered: number;
    /** The bytes not taken yet, as far as they were captured. */
    readonly data: string | null;
    /** vmsplice: the pages that it offers; it gives as many as there are places at once, and does not wait for more. */
    readonly slots: readonly Slot[] | null;
    readonly concurrent: boolean;
}

export interface Pipe {
    readonly kind: "pipe" | "fifo";
    readonly id: ObjectId;
    readonly name: string | null; // a FIFO's path
    readonly device: string | null;
    readonly inode: string | null;
    readonly capacity: number | null;
    readonly segments: readonly Segment[];
    readonly slots: readonly Slot[];
    readonly inFlight: readonly WriteInFlight[];
    /** Bytes in the buffer; null: unknown (an inherited pipe). */
    readonly bytes: number | null;
    readonly readers: number; // open file descriptions with read access that traced processes hold
    readonly writers: number;
    readonly written: number; // bytes so far
    readonly read: number;
    readonly createdBy: ProcessId | null;
    readonly createdAt: SourceLocation | null;
    /** FIFO: its name is gone from the file system. */
    readonly removed: boolean;
    readonly since: number;
    readonly inherited: boolean;
}

export type PlainKind =
    | "file"
    | "directory"
    | "tty"
    | "null"
    | "device"
    | "socket"
    | "eventfd"
    | "epoll"
    | "signalfd"
    | "timerfd"
    | "inotify"
    | "memfd"
    | "pidfd"
    | "messageQueue"
    | "other";

export interface PlainObject {
    readonly kind: PlainKind;
    readonly id: ObjectId;
    readonly name: string | null;
    readonly device: string | null;
    readonly inode: string | null;
    /** Files: bytes, as far as traced calls tell. */
    readonly size: number | null;
    /** Open file descriptions of it that traced processes hold. */
    readonly descriptions: number;
    readonly removed: boolean;
    readonly since: number;
    readonly inherited: boolean;
}

export type KernelObject = Pipe | PlainObject;
export type KernelObjectKind = KernelObject["kind"];

export interface State {
    /** seq of the last event applied; 0 at the start. */
    readonly at: number;
    readonly time: number;
    readonly processes: ReadonlyMap<ProcessId, Process>;
    readonly tables: ReadonlyMap<TableId, DescriptorTable>;
    readonly descriptions: ReadonlyMap<DescriptionId, Description>;
    /** Objects that at least one traced process can reach, and named ones that outlive their users. */
    readonly objects: ReadonlyMap<ObjectId, KernelObject>;
    readonly ended: "ended" | "killed" | null;
}

export const emptyState: State = {
    at: 0,
    time: 0,
    processes: new Map(),
    tables: new Map(),
    descriptions: new Map(),
    objects: new Map(),
    ended: null,
};
