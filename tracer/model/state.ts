/**
 * The model's state: the kernel objects of the traced processes at one moment. What is handed out is never changed;
 * `Draft` makes the next state.
 *
 * Every attribute sits on its true owner: close-on-exec on the descriptor; offset, status flags and access mode on the
 * open file description (open(2)); the descriptor table and the signal mask on the thread (clone(2)); mappings on the
 * address space; capacity and bytes on the pipe (pipe(7)).
 */
import type { DescriptionId, ObjectId, ProcessId, SpaceId, TableId } from "./identities";
import type { KernelObject } from "./kindTypes";
import type { DescriptorTable } from "./owners/descriptorTable";
import type { Terminal, TerminalName } from "./owners/job";
import type { OpenFileDescription } from "./owners/openFileDescription";
import type { Process } from "./owners/process";
import type { AddressSpace } from "./owners/space";

/** How a trace ends. Left: processes went on when the user ended the recording. */
export type EndCause = "ended" | "killed" | "left";

export interface State {
    /** seq of the last event applied; 0 at the start. */
    readonly at: number;
    /** Seconds since the start of the trace. */
    readonly time: number;
    readonly processes: ReadonlyMap<ProcessId, Process>;
    readonly tables: ReadonlyMap<TableId, DescriptorTable>;
    readonly spaces: ReadonlyMap<SpaceId, AddressSpace>;
    readonly descriptions: ReadonlyMap<DescriptionId, OpenFileDescription>;
    /** Objects that at least one traced process can reach, and those that outlive their users. */
    readonly objects: ReadonlyMap<ObjectId, KernelObject>;
    /** Those that are known to control a session, or to have controlled one. */
    readonly terminals: ReadonlyMap<TerminalName, Terminal>;
    readonly ended: EndCause | null;
}

export const emptyState: State = {
    at: 0,
    time: 0,
    processes: new Map(),
    tables: new Map(),
    spaces: new Map(),
    descriptions: new Map(),
    objects: new Map(),
    terminals: new Map(),
    ended: null,
};
