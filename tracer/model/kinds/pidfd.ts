/** Pidfds: descriptors that refer to a process, whatever becomes of its number (pidfd_open(2)). */
import type { EventBase } from "../eventBase";
import type { DescriptionId, ObjectId, ProcessId } from "../identities";
import type { NewObjectBase, ObjectBase } from "../kernelObject";
import type { Look } from "../look";
import type { ReadyFor } from "../readiness";
import { nameOf, said } from "../words";
import type { Kind } from "./kind";

export interface Pidfd extends ObjectBase {
    readonly kind: "pidfd";
    /** Null: unknown, or not traced. */
    readonly process: ProcessId | null;
    /** Of the process, or of its thread; null: unknown. */
    readonly pid: number | null;
    /** PIDFD_THREAD: it stands for one thread. */
    readonly thread: boolean;
}

/** Absent: unknown. */
export interface PidfdFacts {
    readonly process?: ProcessId;
    readonly pid?: number;
    readonly thread?: true;
}

/** pidfd_open(2), or clone(2) with CLONE_PIDFD. */
export interface PidfdOpened extends EventBase {
    readonly kind: "pidfdOpened";
    readonly fd: number;
    readonly object: ObjectId;
    readonly newObject: NewObjectBase & PidfdFacts & { readonly kind: "pidfd" };
    readonly description: DescriptionId;
    readonly closeOnExec: boolean;
    readonly statusFlags: readonly string[];
}

/** "p2", "thread 4712 of p2", "process 4711, which is not traced" */
export function whoseText({ process, pid, thread }: Pick<Pidfd, "process" | "pid" | "thread">): string {
    if (process !== null) return thread ? `thread ${pid ?? "unknown"} of ${process}` : process;
    return pid === null ? "a process that is not known" : `process ${pid}, which is not traced`;
}

function stateText(pidfd: Pidfd, look: Look): string {
    const ended = pidfd.process === null || pidfd.thread ? null : look.ended(pidfd.process);
    return ended === true ? ", which has ended" : "";
}

/** Until it is reaped it is readable, then also hung up (pidfd_poll in fs/pidfs.c). */
function whyReady({ process, thread }: Pidfd, what: ReadyFor, look: Look): string | null {
    return what === "IN" && process !== null && !thread && look.ended(process) === true ? `${process} has ended` : null;
}

export const pidfd: Kind<Pidfd, PidfdFacts, PidfdOpened> = {
    word: "pidfd",
    traits: { named: false, position: "none", identity: "maker", connects: false, buffers: false },
    begins: (base, { process = null, pid = null, thread = false }) => ({ ...base, kind: "pidfd", process, pid, thread }),
    events: {
        pidfdOpened: {
            opens: ({ fd, closeOnExec, description, statusFlags }) => [{ fd, closeOnExec, description, statusFlags, access: "read-write" }],
            says(event) {
                const { process = null, pid = null, thread = false } = event.newObject;
                return said(
                    `${nameOf(event)} made ${event.object}: descriptor ${event.fd}, for ${whoseText({ process, pid, thread })}.`,
                    "It refers to this process even when its number is used again. It is readable once the process has ended.",
                );
            },
        },
    },
    whyReady,
    json: (pidfd, look) => ({
        process: pidfd.process,
        pid: pidfd.pid,
        thread: pidfd.thread,
        ended: pidfd.process === null || pidfd.thread ? null : look.ended(pidfd.process),
    }),
    lines: (pidfd, look) => [`${pidfd.id}  pidfd: for ${whoseText(pidfd)}${stateText(pidfd, look)}`],
};
