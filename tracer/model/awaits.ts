/** What a thread waits for while its call does not return: data, of which `awaited.ts` makes the English. */
import type { AccessMode } from "./openFlags";
import type { Lock } from "./owners/lock";
import type { DescriptionId, ObjectId, ProcessId } from "./identities";
import type { FutexWait } from "./kinds/futex/state";
import type { SemaphoreOperation } from "./kinds/semaphoreSet/operations";
import type { SourceLocation } from "./sourceLocation";

/** wait(2): one process, any child of a process group (null: the waiter's own), or any child (null). */
export interface AwaitsChild {
    readonly what: "child";
    readonly child: ProcessId | null;
    /** Of the process, or of the group. */
    readonly pid: number | null;
    readonly group: boolean;
    /** The process is no child of the waiter's: the call will fail with ECHILD. */
    readonly stranger?: true;
}

/** A descriptor that is waited for among others; null: the number stands for nothing. */
export interface Polled {
    readonly fd: number;
    readonly object: ObjectId | null;
    readonly description: DescriptionId | null;
    /** "POLLIN", of select(2) "readable". */
    readonly events: readonly string[];
}

/** A lock that is asked for. */
export type WantedLock = Pick<Lock, "family" | "mode" | "owner" | "range">;

export type Awaits =
    /** Something to read. `whole`: all that was asked for (recv(2), MSG_WAITALL); the call may have taken what has come already. */
    | { readonly what: "input"; readonly whole?: true }
    /** Room for so many bytes; of a message also its type, or the socket that is to get it, if the call names one (null: unknown). */
    | { readonly what: "room"; readonly length: number; readonly message?: bigint; readonly to?: ObjectId | null }
    /** open(2): of a FIFO the other end, else the file. */
    | { readonly what: "opening"; readonly path: string | null; readonly end: AccessMode | null }
    /** truncate(2). */
    | { readonly what: "truncation"; readonly path: string | null }
    | AwaitsChild
    /** vfork(2): until the child executes a program or ends. */
    | { readonly what: "newChild" }
    /** connect(2): the socket that listens there; null: not known. */
    | { readonly what: "connection"; readonly to?: ObjectId | null }
    /** accept(2). */
    | { readonly what: "newConnection" }
    /** flock(2), fcntl(2). Null: not captured. */
    | { readonly what: "lock"; readonly lock: WantedLock | null }
    /** semop(2): the number of the set, and all that is to be done at once; null: not captured. */
    | { readonly what: "semaphores"; readonly set: number; readonly operations: readonly SemaphoreOperation[] | null }
    /**
     * futex(2). `word`: at an object of its own. Else the end of a thread of this process, or a lock that the C library has for
     * itself, by the function that waits; null: neither is known. `words`: at each of several objects (futex_waitv(2)), `word` the first.
     */
    | {
          readonly what: "futex";
          readonly word?: FutexWait;
          readonly words?: readonly FutexWait[];
          readonly thread?: number;
          readonly library?: string;
      }
    /** fsync(2): that what was written is on the disk. */
    | { readonly what: "storage" }
    /** io_getevents(2), io_uring_enter(2): asynchronous input and output. `least`: so many completions of a ring. */
    | { readonly what: "completion"; readonly least?: number }
    /** epoll_wait(2): of one in the instance's set. poll(2), select(2): of one of these; null: not recorded. */
    | { readonly what: "readiness"; readonly of: readonly Polled[] | null }
    | { readonly what: "time" }
    | { readonly what: "signal" }
    /** msgrcv(2): a message of this type, of any other than this (MSG_EXCEPT), or as `type` ≤ 0 says. */
    | { readonly what: "message"; readonly type: bigint; readonly except: boolean }
    /** The call waits, it is not known for what. */
    | { readonly what: "unknown" };

/** A call that has not returned. */
export interface Wait {
    readonly call: string;
    /** As in an event: the C library's function. */
    readonly called?: string;
    readonly detail?: string;
    readonly fd: number | null;
    readonly description: DescriptionId | null;
    readonly object: ObjectId | null;
    /** Objects at which it waits, too: any of them ends the wait (futex_waitv(2)). */
    readonly also?: readonly ObjectId[];
    readonly awaits: Awaits;
    /** The call was given a time after which it ends by itself. */
    readonly timed?: true;
    /** Where the call was made; absent: that is not known. */
    readonly source?: SourceLocation;
    /** Seconds since the start of the trace. */
    readonly since: number;
    readonly tid: number;
}
