/** The calls by which processes send signals (kill(2) and its like). */
import type { ProcessId } from "../model/identities";
import { membersOf } from "../model/owners/jobLookups";
import type { PendingSignal } from "../model/owners/signalState";
import { isQueued, signalName } from "../model/signals";
import type { Interpretation } from "./interpretation";
import { groupNumber } from "./jobControl";
import { processOfPidfd } from "./pidfd";
import { ReturnedCall } from "./returnedCall";
import type { PendingCall, Task, TracedProcess } from "./tracedTasks";

interface Addressee {
    /** As the sender named it: a process, 0 or less for a group. */
    readonly pid: number;
    readonly process: TracedProcess | undefined;
    /** Only this thread may get it. */
    readonly tid: number | null;
    /** Those who are known to be in the process group that was named. */
    readonly members?: readonly ProcessId[];
}

/** kill(2), sigqueue(3): a target that is not positive means a process group, or everybody. */
function ofProcess(call: ReturnedCall): Addressee {
    const pid = call.int("pid");
    const everybody = -1;
    if (pid <= 0 && pid !== everybody) return { pid, process: undefined, tid: null, members: membersNamed(call, -pid) };
    return { pid, process: call.interpretation.tasks.seenBy(call.process, pid), tid: null };
}

/** Of a process group, by its number for the caller; 0: its own. */
function membersNamed(call: ReturnedCall, number: number): readonly ProcessId[] {
    const { state } = call.interpretation;
    const group = number === 0 ? (state.processes.get(call.process.id)?.job.group ?? null) : groupNumber(call, number);
    return group === null ? [] : membersOf(state, group).map(({ id }) => id);
}

/** tgkill(2), tkill(2); in a PID namespace of its own only the numbers of first threads are known. */
function ofThread(call: ReturnedCall): Addressee {
    const tid = call.int("tid");
    const { tasks } = call.interpretation;
    if (call.process.namespace.numbers === null) return { pid: tid, process: tasks.task(tid)?.process, tid };
    const process = tasks.seenBy(call.process, tid);
    return { pid: tid, process, tid: process?.pid ?? null };
}

/** pidfd_send_signal(2): by default to whom the pidfd stands for; its flags say otherwise. */
function ofPidfd(call: ReturnedCall): Addressee | null {
    const pidfd = call.known(call.int("pidfd"))?.object;
    const process = processOfPidfd(call.interpretation, pidfd);
    const [toThread, toGroup] = [1, 4];
    const flags = call.unsigned("flags");
    if (process === undefined) return null;
    if ((flags & toGroup) !== 0) return { pid: 0, process: undefined, tid: null };
    if (pidfd?.kind === "pidfd" && pidfd.thread && flags === 0) return { pid: process.pid, process, tid: pidfd.pid };
    return { pid: process.pid, process, tid: (flags & toThread) !== 0 ? process.pid : null };
}

const addressees = { kill: ofProcess, killThread: ofThread, killByPidfd: ofPidfd } as const;
type Send = keyof typeof addressees;

function isSend(meaning: string): meaning is Send {
    return meaning in addressees;
}

function send(call: ReturnedCall): void {
    const { meaning } = call.row;
    const addressee = isSend(meaning) ? addressees[meaning](call) : null;
    // Signal 0 only asks whether the process exists.
    if (addressee === null || call.int("signal") === 0) {
        call.tellReturned();
        return;
    }
    const { pid, process, tid, members } = addressee;
    const signal = signalName(call.int("signal"));
    const value = queuedValue(call);
    const isMerged =
        process !== undefined && !isQueued(signal) && pendingInstance(call.interpretation, process.id, tid, signal) !== undefined;
    call.tell({
        kind: "signalSent",
        signal,
        target: process?.id ?? null,
        targetPid: pid,
        ...(tid !== null && process !== undefined && { targetTid: tid }),
        ...(members !== undefined && { members }),
        ...(value !== null && { value }),
        ...(isMerged && { coalesced: true }),
    });
}

/** `si_value` of siginfo_t, with the code SI_QUEUE. */
function queuedValue(call: ReturnedCall): bigint | null {
    const information = call.structure("information", 32);
    const queueCode = -1;
    return information === undefined || information.getInt32(8, true) !== queueCode ? null : information.getBigUint64(24, true);
}

/** What waits in the queue of a thread, or (null) of the process. */
export function pendingInstance({ state }: Interpretation, id: ProcessId, tid: number | null, signal: string): PendingSignal | undefined {
    const process = state.processes.get(id);
    const signals = tid === null ? process?.signals : process?.threads.get(tid)?.signals;
    return signals?.pending?.find((each) => each.signal === signal);
}

/**
 * The receiver may be seen to get a signal before the call that sent it is seen to return: that call is told first. Returns
 * whether there was one.
 */
export function settleSend(interpretation: Interpretation, receiver: Task, signal: number, time: number): boolean {
    for (const process of interpretation.tasks.living()) {
        for (const task of process.tasks.values()) {
            const { pending } = task;
            if (pending === null || pending.done === true || !isSend(pending.row.meaning)) continue;
            const call = presumed(interpretation, task, pending, time);
            const addressee = call.int("signal") === signal ? addressees[pending.row.meaning](call) : null;
            if (addressee === null || !reaches(addressee, receiver)) continue;
            pending.done = true;
            send(call);
            return true;
        }
    }
    return false;
}

function reaches({ process, tid, members }: Addressee, receiver: Task): boolean {
    if (members?.includes(receiver.process.id) === true) return true;
    return process === receiver.process && (tid === null || tid === receiver.tid);
}

function presumed(interpretation: Interpretation, task: Task, { row, args, captures, stack }: PendingCall, time: number): ReturnedCall {
    return new ReturnedCall(interpretation, task, row, args, captures, 0, time, stack);
}

export const sends = { kill: send, killThread: send, killByPidfd: send } as const;
