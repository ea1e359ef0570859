/** What the kernel sends to a parent when its child ends, is stopped, or goes on (kernel/signal.c, do_notify_parent). */
import { signalName } from "../model/signals";
import { childSignal } from "../syscalls/signalNames";
import type { Interpretation } from "./interpretation";
import { isQueued } from "../model/signals";
import { pendingInstance } from "./signalSends";
import type { TracedProcess } from "./tracedTasks";

/** A parent that ignores SIGCHLD is sent none. */
export function tellParent(
    interpretation: Interpretation,
    child: TracedProcess,
    how: "ended" | "stopped" | "continued",
    time: number,
): void {
    const parent = interpretation.tasks.processById(interpretation.state.processes.get(child.id)?.parent ?? "");
    const number = how === "ended" ? child.exitSignal : childSignal;
    if (parent === undefined || parent.exited || !parent.started || number === 0) return;
    if (number === childSignal && (parent.childSignal === "ignored" || (how !== "ended" && !parent.hearsOfStops))) return;
    const signal = signalName(number);
    const isMerged = !isQueued(signal) && pendingInstance(interpretation, parent.id, null, signal) !== undefined;
    interpretation.narration.tell(
        { time, process: parent.id, pid: parent.pid, tid: parent.pid, call: null, stack: 0 },
        { kind: "signalGenerated", signal, cause: { by: "child", child: child.id, how }, ...(isMerged && { coalesced: true }) },
    );
}
