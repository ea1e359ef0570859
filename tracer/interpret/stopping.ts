/** Stop signals that have stopped a process, and SIGCONT that lets it go on (signal(7), "Signal dispositions"). */
import { signalName, signalNumber } from "../model/signals";
import type { JobControlRecord, SignalRecord } from "../trace/record";
import { tellParent } from "./childSignals";
import { originOf, type Interpretation } from "./interpretation";
import { pendingInstance, settleSend } from "./signalSends";
import type { Task } from "./tracedTasks";

const kernelCode = 0x80; // SI_KERNEL

/** The signal is about to be delivered; that it stopped the process is a record of its own. */
export function rememberStopSignal(interpretation: Interpretation, { process }: Task, record: SignalRecord): void {
    const { signal, senderPid, code } = record;
    const sender = senderPid === null ? undefined : interpretation.tasks.seenBy(process, senderPid);
    process.stopSignal = { signal: signalName(signal), sender: sender?.id ?? null, byTerminal: code === kernelCode };
}

export function stopOrContinue(interpretation: Interpretation, { tid, time, signal }: JobControlRecord): void {
    const task = interpretation.startedTask(tid);
    if (task === undefined) return;
    const origin = originOf(task, time, null, 0);
    if (signal === 0) {
        const sender = continuedBy(interpretation, task, time);
        interpretation.narration.tell(origin, { kind: "processContinued", ...(sender !== null && { sender }) });
        tellParent(interpretation, task.process, "continued", time);
        return;
    }
    const name = signalName(signal);
    const by = task.process.stopSignal;
    interpretation.narration.tell(origin, {
        kind: "processSuspended",
        signal: name,
        ...(by?.signal === name && by.sender !== null && { sender: by.sender }),
        ...(by?.signal === name && by.byTerminal && { byTerminal: true }),
    });
    tellParent(interpretation, task.process, "stopped", time);
}

/** SIGCONT lets a process go on when it is sent, not when it is delivered. */
function continuedBy(interpretation: Interpretation, task: Task, time: number): string | null {
    const { process } = task;
    const find = (): string | undefined => pendingInstance(interpretation, process.id, null, "SIGCONT")?.sender ?? undefined;
    const sender = find();
    if (sender !== undefined) return sender;
    settleSend(interpretation, task, signalNumber("SIGCONT"), time);
    return find() ?? null;
}
