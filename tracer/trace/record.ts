/** The records of a trace as they stand in the file (docs/trace-format.md), decoded from bytes but not yet interpreted. */
import type { PackedRecord } from "./packed";
import type { KernelSnapshot } from "./kernelSnapshot";
import type { SignalInformation } from "./signalInformation";

/** Nanoseconds since the start of the trace; exact below 2^53 (104 days). */
export type Nanoseconds = number;

/** What stood in a register: a number where a number holds it exactly, since most words are small. */
export type Word = number | bigint;

export interface Capture {
    /** Index of the operation in the syscall's capture program. */
    readonly operation: number;
    readonly status: "whole" | "cut" | "unreadable";
    readonly fullLength: number;
    readonly bytes: Uint8Array;
}

export interface TraceHeader {
    readonly format: number;
    /** 0 in traces that do not name it. */
    readonly minor: number;
    readonly ipcscope: string;
    readonly architecture: string;
    readonly started: string;
    /** The machine's name (uname(2)); null: the trace does not say. */
    readonly host: string | null;
    readonly monotonicStart: string;
    readonly programs: readonly (readonly string[])[];
    readonly directory: string;
    readonly payload: number | "all";
    readonly stacks: boolean;
    /** Of the machine on which it was recorded; absent: not told. */
    readonly machine?: Machine;
}

/** Each absent where it is not known. */
export interface Machine {
    /** The release (uname(2)). */
    readonly kernel?: string;
    /** As os-release(5) calls it. */
    readonly system?: string;
    readonly processors?: number;
}

export interface HeaderRecord {
    readonly type: "header";
    readonly header: TraceHeader;
}
export interface TaskRecord {
    readonly type: "task";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly pid: number;
    readonly creatorTid: number;
    readonly creatorPid: number;
    readonly cloneFlags: bigint;
    readonly stack: number;
    readonly how: "launched" | "fork" | "vfork" | "clone" | "attached";
}
export interface EnterRecord {
    readonly type: "enter";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly nr: number;
    readonly args: readonly Word[];
    readonly stack: number;
    readonly captures: readonly Capture[];
}
export interface ExitRecord {
    readonly type: "exit";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly nr: number;
    /** Exact below 2^53. */
    readonly result: number;
    readonly captures: readonly Capture[];
}
export interface CallRecord {
    readonly type: "call";
    readonly time: Nanoseconds; // entry
    readonly exitTime: Nanoseconds;
    readonly tid: number;
    readonly nr: number;
    readonly args: readonly Word[];
    /** Exact below 2^53. */
    readonly result: number;
    readonly stack: number;
    readonly captures: readonly Capture[];
}
export interface ExecRecord {
    readonly type: "exec";
    readonly time: Nanoseconds;
    readonly pid: number;
    readonly formerTid: number;
    readonly path: string;
    readonly directory: string;
    readonly arguments: readonly string[];
    /** Absent: not known. */
    readonly environment?: ProgramEnvironment;
}
/** As a program was started with it. */
export interface ProgramEnvironment {
    /** "HOME=/root" */
    readonly variables: readonly string[];
    /** There were more. */
    readonly cut: boolean;
}
export interface TaskEndRecord {
    readonly type: "exiting" | "exited";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly pid: number;
    readonly waitStatus: number;
}
export interface SignalRecord extends SignalInformation {
    readonly type: "signal";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly stack: number;
    /** Of what it interrupts; 0: not recorded. */
    readonly stackPointer: bigint;
    /** What still waited when it was delivered, as masks; null: not recorded. */
    readonly queued: { readonly thread: bigint; readonly process: bigint } | null;
}
/** `module` 0: `offset` is an absolute address; of a script, a character. `unknownOffset`: the place is not known. */
export interface StackFrame {
    readonly module: number;
    readonly offset: bigint;
}
/** As the module of what is no place, but a number. */
export const numberModule = 0xffff_ffff;
export const unknownOffset = 0xffff_ffff_ffff_ffffn;
export interface StackRecord {
    readonly type: "stack";
    readonly id: number;
    readonly frames: readonly StackFrame[];
    readonly cut: boolean;
}
export interface ModuleRecord {
    readonly type: "module";
    readonly id: number;
    readonly device: bigint;
    readonly inode: bigint;
    readonly buildId: string; // hexadecimal
    readonly path: string;
}
/** Of a virtual machine, such as V8's. Has a number among the modules. */
export interface ScriptRecord {
    readonly type: "script";
    readonly id: number;
    /** As the virtual machine calls it: a path or a `file:` URL. */
    readonly name: string;
    readonly source: string;
}
export interface StopRecord {
    readonly type: "stop";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly pid: number;
    readonly stack: number;
    readonly reason: "breakpoint" | "step" | "pause" | "signal" | "entry";
    readonly othersFrozen: boolean;
    readonly signal: number;
}
export interface ResumeRecord {
    readonly type: "resume";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly pid: number;
}
/** `signal` 0: the process goes on. */
export interface JobControlRecord {
    readonly type: "jobControl";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly pid: number;
    readonly signal: number;
}
export interface SnapshotRecord {
    readonly type: "snapshot";
    readonly time: Nanoseconds;
    readonly snapshot: KernelSnapshot;
}
/** What was in shared memory, where processes had mapped it. */
export interface ContentsRecord {
    readonly type: "contents";
    readonly time: Nanoseconds;
    readonly parts: readonly { readonly pid: number; readonly address: bigint; readonly bytes: Uint8Array }[];
}
export interface EndRecord {
    readonly type: "end";
    readonly time: Nanoseconds;
    readonly waitStatus: number;
    /** Left: processes went on when the user ended the recording. */
    readonly cause: "ended" | "killed" | "left";
}
export interface NoteRecord {
    readonly type: "note";
    readonly time: Nanoseconds;
    readonly text: string;
}

/** An access to watched memory; several that were alike, and changed nothing, are one. */
export interface MemoryRecord {
    readonly type: "memory";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly stack: number;
    /** Changed: read and written in one. Unknown: nobody knows the instruction. */
    readonly access: "unknown" | "read" | "written" | "changed";
    /** The number of the call that made the access; null: an instruction of the program did. */
    readonly call: number | null;
    /** Whether the instruction is one between whose reading and writing nobody can come; null: not known. */
    readonly atomic: boolean | null;
    readonly address: bigint;
    /** Bytes; 0: not known. */
    readonly length: number;
    readonly times: number;
    /** What was there, and what of a write is there afterwards; as far as it was kept. */
    readonly before: Uint8Array;
    readonly after: Uint8Array;
}

/** Words in the list of robust mutexes of a thread that is about to end, with what stands there (get_robust_list(2)). */
export interface RobustListRecord {
    readonly type: "robustList";
    readonly time: Nanoseconds;
    readonly tid: number;
    readonly words: readonly HeldWord[];
}
export interface HeldWord {
    readonly address: bigint;
    /** 24 of them. */
    readonly bytes: Uint8Array;
    /** Ids of stack records that say which variables lie or lead there, each of 4 bytes. */
    readonly variables: Uint8Array;
}

/** What a runtime's event loop was told to do, and by which stack. */
export interface OperationRecord {
    readonly type: "operation";
    /** The thread whose next call carries it out; of `descriptor` the thread that told it. */
    readonly tid: number;
    readonly stack: number;
    /**
     * `work`: a thread of the pool does it. `shutdown`: of a stream. `socket`: for a handle of the program that had none yet. `descriptor`: no call
     * that is traced, about a descriptor. `listening`: what comes by that is wanted.
     */
    readonly what: "work" | "shutdown" | "socket" | "descriptor" | "listening";
    readonly fd: number;
}

export type TraceRecord =
    | HeaderRecord
    | TaskRecord
    | EnterRecord
    | ExitRecord
    | CallRecord
    | ExecRecord
    | TaskEndRecord
    | SignalRecord
    | StackRecord
    | ModuleRecord
    | ScriptRecord
    | StopRecord
    | ResumeRecord
    | JobControlRecord
    | SnapshotRecord
    | ContentsRecord
    | EndRecord
    | NoteRecord
    | MemoryRecord
    | RobustListRecord
    | OperationRecord
    | PackedRecord;
