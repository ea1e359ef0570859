/**
 * The standard events: past-tense facts about processes and kernel objects, named with the words of the man pages.
 *
 * An event is self-contained: it names every object, open file description and process that it concerns by our own
 * identities (`p3`, `ofd7`, `pipe2`), so that `apply(state, event)` needs nothing but the state and the event.
 */
import type { AccessMode, KernelObjectKind, ProcessId, DescriptionId, ObjectId, ExitStatus, Slot } from "../model/state";
import type { SourceLocation } from "./sourceLocation";

export type { SourceLocation };

/** What every event carries. */
export interface EventBase {
    /** Position in the trace, from 1, without gaps. */
    readonly seq: number;
    /** Seconds since the start of the trace. */
    readonly time: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
    /** The system call that made the event, when one did. */
    readonly call?: string;
    readonly source?: SourceLocation;
}

/** A descriptor as it enters a table. */
export interface NewDescriptor {
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: DescriptionId;
}

export interface NewDescription {
    readonly id: DescriptionId;
    readonly object: ObjectId;
    readonly access: AccessMode;
    readonly statusFlags: readonly string[];
    /** Bytes from the start of the file; null where there is no position or it is unknown. */
    readonly offset: number | null;
}

export interface NewObject {
    readonly id: ObjectId;
    readonly kind: KernelObjectKind;
    /** Path or other name by which a user knows it; null for a nameless pipe. */
    readonly name: string | null;
    /** Pipes and FIFOs: bytes that fit; null when unknown. */
    readonly capacity?: number | null;
    readonly device?: string;
    readonly inode?: string;
    /** Objects that existed before the trace: what is in them is unknown until the kernel was asked. */
    readonly inherited?: boolean;
    /** Files: size in bytes when first seen. */
    readonly size?: number;
}

/** Bytes as text with C escapes for everything outside printable ASCII; `truncated` when the payload was capped. */
export interface Payload {
    readonly data?: string;
    readonly truncated?: boolean;
}

export interface ProcessStarted extends EventBase {
    readonly kind: "processStarted"; // launched or found when attaching
    readonly parentPid: number;
    readonly command: string;
    readonly arguments: readonly string[];
    readonly directory: string | null;
}
export interface ProcessForked extends EventBase {
    readonly kind: "processForked";
    readonly child: ProcessId;
    readonly childPid: number;
    /** fork, vfork, clone or clone3, by what it shares. */
    readonly sharesDescriptors: boolean;
    readonly sharesMemory: boolean;
}
export interface ThreadCreated extends EventBase {
    readonly kind: "threadCreated";
    readonly childTid: number;
}
export interface ThreadExited extends EventBase {
    readonly kind: "threadExited";
}
export interface ProgramExecuted extends EventBase {
    readonly kind: "programExecuted";
    readonly path: string;
    readonly arguments: readonly string[];
    readonly directory: string | null;
    /** Descriptors closed because of close-on-exec. */
    readonly closed: readonly number[];
}
export interface ProgramExecutionFailed extends EventBase {
    readonly kind: "programExecutionFailed";
    readonly path: string;
    readonly error: string;
}
/** The process has given up its descriptors; it is a zombie until reaped. */
export interface ProcessExited extends EventBase {
    readonly kind: "processExited";
    readonly exit: ExitStatus;
}
export interface ProcessReaped extends EventBase {
    readonly kind: "processReaped";
    readonly child: ProcessId;
    readonly childPid: number;
    readonly exit: ExitStatus;
}
/** The process got a new parent since its own ended. */
export interface ProcessReparented extends EventBase {
    readonly kind: "processReparented";
    readonly parent: ProcessId | null;
    readonly parentPid: number;
}

export interface DescriptorOpened extends EventBase {
    readonly kind: "descriptorOpened";
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly description: NewDescription;
    /** Present when the object is seen for the first time. */
    readonly newObject?: NewObject;
    readonly object: ObjectId;
}
export interface DescriptorInherited extends EventBase {
    readonly kind: "descriptorInherited"; // found in the table when the trace began
    readonly fd: number;
    readonly closeOnExec: boolean;
    /** A description seen before, or a new one. */
    readonly description: NewDescription;
    readonly newObject?: NewObject;
    readonly object: ObjectId;
}
export interface DescriptorDuplicated extends EventBase {
    readonly kind: "descriptorDuplicated";
    readonly fd: number; // the old one
    readonly newFd: number;
    readonly closeOnExec: boolean;
    /** dup2 closed this first. */
    readonly replaced: boolean;
    readonly object: ObjectId;
    readonly description: DescriptionId;
}
export interface DescriptorClosed extends EventBase {
    readonly kind: "descriptorClosed";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** What an exec or an exit closes is told by programExecuted and processExited. */
    readonly cause: "close" | "dup2" | "closeRange";
}
export interface DescriptorFlagsChanged extends EventBase {
    readonly kind: "descriptorFlagsChanged";
    readonly fd: number;
    readonly closeOnExec: boolean;
    readonly object: ObjectId;
}
export interface StatusFlagsChanged extends EventBase {
    readonly kind: "statusFlagsChanged";
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    readonly statusFlags: readonly string[];
}
export interface OffsetChanged extends EventBase {
    readonly kind: "offsetChanged"; // lseek
    readonly fd: number;
    readonly description: DescriptionId;
    readonly object: ObjectId;
    readonly offset: number | null;
}
/** unshare(CLONE_FILES): from now on the process has a copy of its own of the table that it shared. */
export interface DescriptorTableUnshared extends EventBase {
    readonly kind: "descriptorTableUnshared";
}
export interface PipeCreated extends EventBase {
    readonly kind: "pipeCreated";
    readonly object: ObjectId;
    readonly newObject: NewObject;
    readonly readEnd: NewDescriptor;
    readonly writeEnd: NewDescriptor;
    readonly statusFlags: readonly string[];
}
export interface FifoCreated extends EventBase {
    readonly kind: "fifoCreated";
    readonly object: ObjectId;
    readonly newObject: NewObject;
}
export interface FileRemoved extends EventBase {
    readonly kind: "fileRemoved";
    readonly object: ObjectId;
    readonly path: string;
}
/** rename(2): the object's name changed; what the new name stood for before is gone. */
export interface FileRenamed extends EventBase {
    readonly kind: "fileRenamed";
    readonly object: ObjectId;
    readonly path: string;
    readonly newPath: string;
}
export interface FileTruncated extends EventBase {
    readonly kind: "fileTruncated";
    readonly object: ObjectId;
    readonly size: number;
}
export interface CapacityChanged extends EventBase {
    readonly kind: "capacityChanged";
    readonly fd: number;
    readonly object: ObjectId;
    readonly capacity: number;
}

export interface BytesWritten extends EventBase, Payload {
    readonly kind: "bytesWritten";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    /** Bytes that the kernel took. */
    readonly length: number;
    readonly result: number;
    /** The description's offset afterwards; null: it has none, or it is unknown. */
    readonly offset: number | null;
    /** pwrite: where in the file; the description's offset stays. */
    readonly at?: number;
    /** O_DIRECT pipe: the bytes form packets of their own. */
    readonly packet?: boolean;
    /** Bytes moved inside the kernel (splice, sendfile, tee): where from. */
    readonly from?: ObjectId;
    /** Into a pipe by reference (splice, vmsplice): the pages that it holds now, instead of copies of its own. */
    readonly slots?: readonly Slot[];
}
export interface BytesRead extends EventBase, Payload {
    readonly kind: "bytesRead";
    readonly fd: number;
    readonly object: ObjectId;
    readonly description: DescriptionId;
    readonly length: number;
    readonly result: number;
    readonly offset: number | null;
    /** pread: where in the file; the description's offset stays. */
    readonly at?: number;
    /** Pipes: which writes the bytes came from, in order. `write` is the seq of the bytesWritten event; null if unknown. */
    readonly segments?: readonly { readonly write: number | null; readonly offset: number; readonly length: number }[];
    /** read returned 0. */
    readonly endOfFile?: boolean;
    /** tee: the bytes stay. */
    readonly consumed?: boolean;
    /** Not copied by a read: what was left of a packet stays. */
    readonly spliced?: boolean;
}
/** A call that has not returned: the process waits (or is about to). */
export interface CallBlocked extends EventBase {
    readonly kind: "callBlocked";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    /** One clause for a person: "the pipe is empty; 2 descriptors could still write". */
    readonly reason: string;
    /** A write that waits: how many bytes it offers (some may be in the pipe already), with their payload. */
    readonly offered?: number;
    readonly data?: string;
    /** vmsplice: the pages that it offers. */
    readonly slots?: readonly Slot[];
}
export interface CallResumed extends EventBase {
    readonly kind: "callResumed";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
}
/** A signal ended the call before it had an effect: it fails with EINTR, or the kernel makes it again (signal(7)). */
export interface CallInterrupted extends EventBase {
    readonly kind: "callInterrupted";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
}
/** A traced call that changed nothing in the model: it failed, or only asked. */
export interface CallReturned extends EventBase {
    readonly kind: "callReturned";
    readonly call: string;
    readonly fd: number | null;
    readonly object: ObjectId | null;
    readonly result: number;
    /** The name of the error (`EAGAIN`). */
    readonly error?: string;
}
export interface SignalSent extends EventBase {
    readonly kind: "signalSent";
    readonly signal: string;
    readonly target: ProcessId | null;
    readonly targetPid: number;
}
export interface SignalDelivered extends EventBase {
    readonly kind: "signalDelivered";
    readonly signal: string;
    readonly sender: ProcessId | null;
    readonly senderPid: number | null;
}
/** A stop signal (SIGSTOP, SIGTSTP, SIGTTIN, SIGTTOU) has stopped the process, until SIGCONT. */
export interface ProcessSuspended extends EventBase {
    readonly kind: "processSuspended";
    readonly signal: string;
}
export interface ProcessContinued extends EventBase {
    readonly kind: "processContinued";
}
/** The process stands still for the debugger. */
export interface ProcessStopped extends EventBase {
    readonly kind: "processStopped";
    readonly reason: "breakpoint" | "step" | "pause" | "signal" | "entry";
    readonly signal?: string;
    readonly othersFrozen: boolean;
}
export interface ProcessResumed extends EventBase {
    readonly kind: "processResumed";
}
export interface TraceEnded extends EventBase {
    readonly kind: "traceEnded";
    readonly cause: "ended" | "killed";
}
/** Something the user should know about the trace itself. */
export interface TraceNote extends EventBase {
    readonly kind: "traceNote";
    readonly text: string;
}

export type Event =
    | ProcessStarted
    | ProcessForked
    | ThreadCreated
    | ThreadExited
    | ProgramExecuted
    | ProgramExecutionFailed
    | ProcessExited
    | ProcessReaped
    | ProcessReparented
    | DescriptorOpened
    | DescriptorInherited
    | DescriptorDuplicated
    | DescriptorClosed
    | DescriptorFlagsChanged
    | StatusFlagsChanged
    | OffsetChanged
    | DescriptorTableUnshared
    | PipeCreated
    | FifoCreated
    | FileRemoved
    | FileRenamed
    | FileTruncated
    | CapacityChanged
    | BytesWritten
    | BytesRead
    | CallBlocked
    | CallResumed
    | CallInterrupted
    | CallReturned
    | SignalSent
    | SignalDelivered
    | ProcessSuspended
    | ProcessContinued
    | ProcessStopped
    | ProcessResumed
    | TraceEnded
    | TraceNote;

export type EventKind = Event["kind"];
