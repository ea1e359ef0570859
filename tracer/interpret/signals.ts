/** Signals that a process sends, and what it makes of those about its children. */
import { childSignal, signalName } from "../syscalls/signalNames";
import type { ReturnedCall } from "./returnedCall";
import { setAction } from "./signalHandlers";
import type { Mechanism } from "./mechanism";
import type { TracedProcess } from "./tracedTasks";

/** kill(2): a target that is not positive means a process group, or everybody. */
function kill(call: ReturnedCall): void {
    tellSent(call, call.int("pid"), call.interpretation.tasks.seenBy(call.process, call.int("pid")));
}

function killThread(call: ReturnedCall): void {
    const tid = call.int("tid");
    const { tasks } = call.interpretation;
    tellSent(call, tid, call.process.namespace.numbers === null ? tasks.task(tid)?.process : tasks.seenBy(call.process, tid));
}

/** pidfd_send_signal(2). */
function killByPidfd(call: ReturnedCall): void {
    const pidfd = call.known(call.int("pidfd"))?.object;
    const process = pidfd === undefined ? undefined : call.interpretation.pidfds.get(pidfd.id);
    if (process === undefined) call.tellReturned();
    else tellSent(call, process.pid, process);
}

function tellSent(call: ReturnedCall, addressee: number, target: TracedProcess | undefined): void {
    const signal = call.int("signal");
    // Signal 0 only asks whether the process exists.
    if (signal === 0) {
        call.tellReturned();
    } else {
        call.tell({ kind: "signalSent", signal: signalName(signal), target: target?.id ?? null, targetPid: addressee });
    }
}

/** rt_sigaction(2); the structure is the kernel's: handler, flags, restorer, mask. */
function signalAction(call: ReturnedCall): void {
    const action = call.structure("action", 16);
    if (action === undefined) return;
    setAction(call.process.actions, call.int("signal"), action);
    if (call.int("signal") !== childSignal) return;
    const ignore = 1n;
    const noChildWait = 2n;
    const flags = action.getBigUint64(8, true);
    call.process.childSignal = action.getBigUint64(0, true) === ignore ? "ignored" : (flags & noChildWait) !== 0n ? "noWait" : "default";
}

export const signals = { meanings: { kill, killThread, killByPidfd, signalAction } } satisfies Mechanism;
