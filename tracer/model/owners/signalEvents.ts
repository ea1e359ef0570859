/** The life of a signal: generated, pending, delivered or accepted, its handler entered and left (signal(7)). */
import type { EventBase } from "../eventBase";
import type { ObjectId, ProcessId } from "../identities";
import type { MemoryFault } from "./memoryFault";
import type { SignalTimer } from "./signalState";
import type { SourceLocation } from "../sourceLocation";

/** One thread (tgkill(2)), or whichever thread of the process is first. */
export interface SignalReceiver {
    /** Null: a process group, or a process that is not traced. */
    readonly target: ProcessId | null;
    readonly targetPid: number;
    /** Only this thread may get it. */
    readonly targetTid?: number;
}

export interface SignalSent extends EventBase, SignalReceiver {
    readonly kind: "signalSent";
    readonly signal: string;
    /** Of a process group those that are known to be in it. */
    readonly members?: readonly ProcessId[];
    /** sigqueue(3). */
    readonly value?: bigint;
    /** One instance was pending already, and a standard signal is kept once. */
    readonly coalesced?: true;
}

/** By the kernel, for the process of the event. */
export interface SignalGenerated extends EventBase {
    readonly kind: "signalGenerated";
    readonly signal: string;
    readonly cause: SignalCause;
    /** For the thread of the event alone. */
    readonly forThread?: true;
    readonly coalesced?: true;
}

export type SignalCause =
    | { readonly by: "child"; readonly child: ProcessId; readonly how: "ended" | "stopped" | "continued" }
    | { readonly by: "timer"; readonly timer: string; readonly value?: bigint }
    /** A write to a pipe or socket that nobody can read. */
    | { readonly by: "brokenPipe" }
    /** A message came into an empty queue (mq_notify(3)). */
    | { readonly by: "messageQueue" }
    /** An instruction of the thread. */
    | { readonly by: "fault"; readonly why: string | null; readonly address: bigint | null }
    /** The terminal that controls the process; `read`, `changed`: by a process in the background. */
    | { readonly by: "terminal"; readonly how: "typed" | "read" | "changed" | "resized" | "hungUp" }
    /** Somebody was stopped in its process group when the group was orphaned. */
    | { readonly by: "orphanedGroup" }
    /** Somebody is about to open or truncate a file on which the process has a lease (fcntl(2), F_SETLEASE). */
    | { readonly by: "lease"; readonly file: string; readonly opener: ProcessId; readonly truncates?: true }
    /** Something has happened at a descriptor, of which the process is to be told (O_ASYNC, F_SETSIG; fcntl(2)); null: not known. */
    | { readonly by: "descriptor"; readonly fd: number | null; readonly object: ObjectId | null; readonly how: DescriptorHappening | null }
    | { readonly by: "kernel" }
    /** Somebody who is not traced. */
    | { readonly by: "stranger"; readonly pid: number };

/** POLL_IN to POLL_HUP (sigaction(2)). */
export type DescriptorHappening = "readable" | "writable" | "message" | "error" | "urgent" | "hungUp";

interface SignalArrived extends EventBase {
    readonly signal: string;
    readonly sender: ProcessId | null;
    readonly senderPid: number | null;
    /** seq of the events that generated what has now arrived; absent: nothing is recorded. */
    readonly generated?: readonly number[];
    /** Of those that were taken for one with it, these were sent later, and are pending. */
    readonly stillPending?: readonly number[];
    /** It was pending for this thread alone. */
    readonly forThread?: true;
    readonly value?: bigint;
}

export interface SignalDelivered extends SignalArrived {
    readonly kind: "signalDelivered";
    /** Of SIGSEGV and SIGBUS that an access to memory has caused. */
    readonly fault?: MemoryFault;
    /** By a handler of the program, else by the default action; absent: not known. */
    readonly handled?: boolean;
}

/** The process ignores the signal (SIG_IGN): the kernel dropped it, and nothing came of it. */
export interface SignalIgnored extends SignalArrived {
    readonly kind: "signalIgnored";
}

/** sigwait(3) and its like, or a read from a signalfd, took it: nothing is delivered. */
export interface SignalAccepted extends SignalArrived {
    readonly kind: "signalAccepted";
    readonly fd?: number;
    readonly object?: ObjectId;
}

export interface HandlerEntered extends EventBase {
    readonly kind: "handlerEntered";
    readonly signal: string;
    readonly handler: SourceLocation | null;
    /** The thread's mask while it runs; null: not known. */
    readonly blocked: readonly string[] | null;
    readonly stackPointer: bigint;
    /** The function of the C library that it has interrupted, as far as the stack tells. */
    readonly interrupted?: string;
    /** SA_RESETHAND: from now on it has its default action again. */
    readonly once?: true;
}

/** rt_sigreturn(2). */
export interface HandlerReturned extends EventBase {
    readonly kind: "handlerReturned";
    readonly signal: string;
    readonly handler: SourceLocation | null;
    /** The thread's mask from now on; null: not known. */
    readonly blocked: readonly string[] | null;
}

/** siglongjmp(3): the thread goes on elsewhere, and the handler never returns. */
export interface HandlerAbandoned extends EventBase {
    readonly kind: "handlerAbandoned";
    readonly signal: string;
    readonly handler: SourceLocation | null;
}

/** rt_sigaction(2). */
export interface SignalActionChanged extends EventBase {
    readonly kind: "signalActionChanged";
    readonly signal: string;
    readonly action: "default" | "ignored" | "caught";
    readonly handler?: SourceLocation;
    readonly address?: bigint;
    readonly flags?: readonly string[];
    /** Blocked while the handler runs, beside the signal itself. */
    readonly mask?: readonly string[];
}

/** sigprocmask(2); or the call that had replaced the mask is over. */
export interface SignalMaskChanged extends EventBase {
    readonly kind: "signalMaskChanged";
    readonly blocked: readonly string[];
    readonly added: readonly string[];
    readonly removed: readonly string[];
    /** Of a call that a signal has just ended (sigsuspend(2), ppoll(2)), under whose mask it is delivered. */
    readonly forCall?: true;
}

/** sigaltstack(2). */
export interface AlternativeStackChanged extends EventBase {
    readonly kind: "alternativeStackChanged";
    /** Null: there is none any more. */
    readonly stack: { readonly address: bigint; readonly size: number } | null;
}

/** alarm(2), setitimer(2), timer_create(2), timer_settime(2), timer_delete(2). */
export interface SignalTimerChanged extends EventBase {
    readonly kind: "signalTimerChanged";
    readonly timer: string;
    /** Null: it is gone. */
    readonly set: SignalTimer | null;
}

export type SignalEvent =
    | SignalSent
    | SignalGenerated
    | SignalDelivered
    | SignalIgnored
    | SignalAccepted
    | HandlerEntered
    | HandlerReturned
    | HandlerAbandoned
    | SignalActionChanged
    | SignalMaskChanged
    | AlternativeStackChanged
    | SignalTimerChanged;
