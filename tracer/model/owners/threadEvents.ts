/** Threads, and the calls that they are in. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import { signalSet, type SignalSet } from "../signals";
import type { State } from "../state";
import { awaitedText } from "../awaited";
import { awaitedObjects } from "../awaitedObjects";
import { kindOf } from "../kinds/kinds";
import type { Mutable } from "../mutable";
import { introduce } from "../objects";
import { accessMode, statusFlagNames } from "../openFlags";
import { callText, firstOf, said } from "../words";
import type { Wait } from "../awaits";
import type { CallBlocked, CallEvent, CallReturned } from "./call";
import { removeLock } from "./changeLocks";
import { changeThreadSignals } from "./changeSignals";
import { copyTable, leaveTable, shareTable, unshareTable } from "./changeTable";
import type { OwnerEvents } from "./ownerEvent";
import { threadSignalsOfCreator } from "./signalState";
import { changeCall, changeThread, newThread, settleState, threadOf, type Process, type Thread } from "./process";

export interface ThreadCreated extends EventBase {
    readonly kind: "threadCreated";
    readonly childTid: number;
    /** False: without CLONE_FILES it has a copy of its creator's table. */
    readonly sharesDescriptors: boolean;
}

export interface ThreadExited extends EventBase {
    readonly kind: "threadExited";
}

/** unshare(CLONE_FILES): from now on the thread has a copy of its own of the table that it shared. */
export interface DescriptorTableUnshared extends EventBase {
    readonly kind: "descriptorTableUnshared";
}

export type ThreadEvent = ThreadCreated | ThreadExited | DescriptorTableUnshared | CallEvent;

/** The writes of a thread that it will never finish. */
function abandonCall(draft: Draft, thread: Thread): void {
    for (const id of thread.call === null ? [] : awaitedObjects(thread.call)) {
        const object = draft.object(id);
        if (object !== undefined) kindOf(object).abandoned?.(object, thread.tid);
    }
}

/** The same for all threads of a process. */
export function abandonCalls(draft: Draft, process: Mutable<Process>): void {
    for (const thread of process.threads.values()) abandonCall(draft, thread);
}

/** sigsuspend(2), ppoll(2), sigtimedwait(2): for as long as the call lasts, the thread has another mask. */
function replaceMask(process: Mutable<Process>, tid: number, blocked: SignalSet): void {
    const signals = threadOf(process, tid)?.signals;
    if (signals !== undefined) changeThreadSignals(process, tid, { blocked, replaced: signals.replaced ?? signals.blocked });
}

function restoreMask(process: Mutable<Process>, tid: number): void {
    const replaced = threadOf(process, tid)?.signals.replaced ?? null;
    if (replaced !== null) changeThreadSignals(process, tid, { blocked: replaced, replaced: null });
}

function waitOf({ call, called, detail, fd, description, object, also, awaits, timed, source, time, tid }: CallBlocked): Wait {
    const wait: { -readonly [Key in keyof Wait]: Wait[Key] } = { call, fd, description, object, awaits, since: time, tid };
    if (called !== undefined) wait.called = called;
    if (detail !== undefined) wait.detail = detail;
    if (also !== undefined) wait.also = also;
    if (timed === true) wait.timed = timed;
    if (source !== undefined) wait.source = source;
    return wait;
}

export const threadEvents: OwnerEvents<ThreadEvent> = {
    threadCreated: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            const creator = threadOf(process, event.tid);
            if (process === undefined || creator === undefined) return;
            const { table } = creator;
            const own = event.sharesDescriptors ? shareTable(draft, table) : copyTable(draft, table, event);
            process.threads.set(event.childTid, newThread(event.childTid, own, threadSignalsOfCreator(creator.signals)));
            settleState(process);
        },
        says: (event) =>
            said(
                `${event.process} has another thread.`,
                event.sharesDescriptors ? null : "It has a copy of its own of the descriptor table.",
            ),
    },
    threadExited: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            const thread = process?.threads.get(event.tid);
            if (process === undefined || thread === undefined) return;
            abandonCall(draft, thread);
            leaveTable(draft, thread.table);
            process.threads.delete(event.tid);
            settleState(process);
        },
        says: (event) =>
            event.tid === event.pid
                ? said(`The first thread of ${event.process} ended.`, "The process goes on as long as it has others.")
                : said(`A thread of ${event.process} ended.`),
    },
    descriptorTableUnshared: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            const thread = threadOf(process, event.tid);
            if (process !== undefined && thread !== undefined) {
                changeThread(process, thread.tid, { table: unshareTable(draft, thread.table, event.seq) });
            }
        },
        says(event, state) {
            const process = state.processes.get(event.process);
            const who = (process?.threads.size ?? 1) > 1 ? `Thread ${event.tid} of ${event.process}` : event.process;
            return said(`${who} now has a descriptor table of its own.`);
        },
    },
    callBlocked: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            if (process === undefined) return;
            const { object, newObject, newOthers, awaits, tid } = event;
            if (newObject !== undefined) introduce(draft, newObject, event);
            if (newOthers !== undefined) for (const other of newOthers) introduce(draft, other, event);
            changeCall(process, tid, waitOf(event));
            if (event.mask !== undefined) replaceMask(process, tid, signalSet(event.mask));
            settleState(process);
            // A conversion gives up the old lock before it waits for the new one (flock_lock_inode).
            if (awaits.what === "lock" && awaits.lock?.family === "flock" && object !== null) removeLock(draft, object, awaits.lock);
        },
        says(event, state) {
            const wait = state.processes.get(event.process)?.threads.get(event.tid)?.call ?? { ...event, since: event.time };
            return said(`${event.process} is in ${callText(event, event.fd)}: ${awaitedText(state, wait)}.`);
        },
    },
    callResumed: {
        becomes(draft, event) {
            const process = draft.process(event.process);
            if (process === undefined) return;
            changeCall(process, event.tid, null);
            if (event.keepsMask !== true) restoreMask(process, event.tid);
            settleState(process);
        },
        telling: false,
        says: (event) => said(`${callText(event, event.fd)} of ${event.process} returns.`),
    },
    callInterrupted: { says: (event) => said(`A signal interrupted ${callText(event, event.fd)} of ${event.process}.`) },
    callMadeAgain: {
        says: (event) =>
            said(
                `The kernel makes ${callText(event, event.fd)} of ${event.process} again when the handler has returned.`,
                event.why === "flag" ? "The handler was installed with SA_RESTART." : "It always does so with this call.",
            ),
    },
    callReturned: {
        says(event, state, look) {
            const call = callText(event, event.fd);
            if (event.error === undefined) return said(`${call} returned ${event.result}${flagsText(event)}.`);
            const object = event.object === null ? undefined : state.objects.get(event.object);
            const ofKind = object === undefined ? undefined : kindOf(object).failed?.(object, event.error, look);
            const stranger = event.error === "ECHILD" ? strangerText(event, state) : "";
            return said(
                `${call} failed: ${event.error}${stranger}.`,
                forNothingText(event) ?? interruptionText(event) ?? ofKind ?? explanationOf(event, event.error),
            );
        },
    },
};

/** The thundering herd: many are woken for what one of them gets. */
function forNothingText({ process, reportedTo = [] }: CallReturned): string | null {
    if (reportedTo.length === 0) return null;
    return `${process} was woken for nothing, and it cost two calls: the same was reported to ${firstOf(reportedTo)}, and somebody was faster.`;
}

/** signal(7), "Interruption of system calls and library functions by signal handlers". */
function interruptionText({ interruption }: CallReturned): string | null {
    if (interruption === undefined) return null;
    return interruption === "flag"
        ? "A handler interrupted it that was installed without SA_RESTART: the call is not made again."
        : "A handler interrupted it, and this call is never made again, whatever SA_RESTART says (signal(7)).";
}

/** fcntl(2): what the number means. */
function flagsText({ detail, result }: CallReturned): string {
    if (detail === "F_GETFD") return (result & 1) === 1 ? " (FD_CLOEXEC)" : "";
    if (detail !== "F_GETFL") return "";
    const access = { "read": "O_RDONLY", "write": "O_WRONLY", "read-write": "O_RDWR" }[accessMode(result)];
    return ` (${[access, ...statusFlagNames(result)].join(" ")})`;
}

/** Of some calls an error has a meaning of its own. */
function explanationOf({ call }: CallReturned, error: string): string | null {
    return errorExplanations.get(`${call} ${error}`) ?? errorExplanations.get(error) ?? null;
}

/** wait4(2) for one process: who that is. */
function strangerText({ process, detail }: CallReturned, state: State): string {
    const pid = Number(detail);
    const asked = [...state.processes.values()].reverse().find((each) => each.pid === pid);
    if (asked === undefined) return "";
    return asked.parent === process
        ? `, since ${process} has no child ${asked.id} any more`
        : `, since ${asked.id} is no child of ${process}`;
}

const errorExplanations: ReadonlyMap<string, string> = new Map([
    ["EAGAIN", "The call would have had to wait, and O_NONBLOCK forbids that."],
    ["futex EAGAIN", "The word was not what the program expected any more, so there was nothing to wait for."],
    ["futex ETIMEDOUT", "Nobody woke it in time."],
    ["fcntl EAGAIN", "Somebody else has a lock on it."],
    ["fcntl EACCES", "Somebody else has a lock on it."],
    ["flock EAGAIN", "Somebody else has a lock on it."],
    ["EDEADLK", "Waiting would close a circle: who has that lock waits for one of this process’s."],
    ["ECHILD", "There is no child to wait for."],
    ["EBADF", "There is no such open descriptor, or it has not the right access mode."],
    ["ENXIO", "Nobody has the FIFO open for reading."],
    ["EEXIST", "The name exists already."],
    ["ENOENT", "There is no such name."],
    ["EMFILE", "The descriptor table is full."],
    ["ESPIPE", "What cannot seek has no offset."],
    ["ESRCH", "There is no such process."],
    ["EINTR", "A signal interrupted it, and the call is not made again."],
    ["ENOMSG", "No such message is in the queue, and IPC_NOWAIT forbids waiting."],
    ["EIDRM", "The object was removed while the call waited for it."],
]);
