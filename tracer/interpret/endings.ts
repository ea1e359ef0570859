/** How processes end, who is told, and what becomes of their children. */
import { exitStatus } from "../syscalls/signalNames";
import type { Interpretation } from "./interpretation";
import { originOf } from "./interpretation";
import { leftBehind } from "./leftBehind";
import type { Origin } from "./narration";
import type { Task, TracedProcess } from "./tracedTasks";

/** A task is about to give up its descriptors; with the last one of a process, the process ends. */
export function endTask(interpretation: Interpretation, task: Task, waitStatus: number, time: number): void {
    const { process, pending } = task;
    const call = pending?.row.meaning === "exit" ? pending.row.name : null;
    const origin = originOf(task, time, call, call === null ? 0 : (pending?.stack ?? 0), call === null ? {} : pending?.words);
    task.pending = null;
    interpretation.tasks.remove(task);
    if (process.exited || !process.started) return;
    if (process.tasks.size > 0) {
        interpretation.narration.tell(origin, { kind: "threadExited" });
        return;
    }
    process.exited = true;
    const left = leftBehind(interpretation, process);
    interpretation.narration.tell(origin, { kind: "processExited", exit: exitStatus(waitStatus), ...(left !== undefined && { left }) });
    giveAwayChildren(interpretation, process, origin);
}

/** The last word: the process is dead. A parent that ignores SIGCHLD never sees a zombie. */
export function buryProcess(interpretation: Interpretation, process: TracedProcess, waitStatus: number, time: number): void {
    const state = interpretation.state.processes.get(process.id);
    const parent = interpretation.tasks.processById(state?.parent ?? "");
    if (parent === undefined || parent.exited || parent.childSignal === "default" || state?.state !== "zombie") return;
    const origin: Origin = { time, process: parent.id, pid: parent.pid, tid: parent.pid, call: null, stack: 0 };
    parent.children.delete(process);
    interpretation.narration.tell(origin, {
        kind: "processReaped",
        child: process.id,
        childPid: process.pid,
        exit: state.exit ?? exitStatus(waitStatus),
    });
}

/** Orphans go to the nearest ancestor that is a subreaper, else to init (kernel/exit.c, find_new_reaper). */
function giveAwayChildren(interpretation: Interpretation, process: TracedProcess, origin: Origin): void {
    const children = [...process.children];
    process.children = new Set();
    if (children.length === 0) return;
    const reaper = subreaperAbove(interpretation, process);
    const init = 1;
    for (const child of children) {
        reaper?.children.add(child);
        interpretation.narration.tell(
            { ...origin, process: child.id, pid: child.pid, tid: child.pid, call: null, stack: 0 },
            { kind: "processReparented", parent: reaper?.id ?? null, parentPid: reaper?.pid ?? init },
        );
    }
}

function subreaperAbove(interpretation: Interpretation, process: TracedProcess): TracedProcess | undefined {
    let above = interpretation.state.processes.get(process.id)?.parent ?? null;
    while (above !== null) {
        const ancestor = interpretation.tasks.processById(above);
        if (ancestor !== undefined && ancestor.subreaper && !ancestor.exited) return ancestor;
        above = interpretation.state.processes.get(above)?.parent ?? null;
    }
    return undefined;
}
