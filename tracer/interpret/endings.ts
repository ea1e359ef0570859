/** How processes end, who is told, and what becomes of their children. */
import { childSignal, exitStatus } from "../syscalls/signalNames";
import { tellParent } from "./childSignals";
import { endOwnership } from "./futex/owners";
import type { Interpretation } from "./interpretation";
import { originOf } from "./interpretation";
import { leftBehind } from "./leftBehind";
import type { ExitStatus } from "../model/owners/process";
import type { Origin } from "./narration";
import { endNotifications } from "./messageNotifications";
import { connectedGroups, tellLostTerminal, tellOrphanedGroups } from "./orphanedGroups";
import { isDying } from "./pidNamespaces";
import type { Task, TracedProcess } from "./tracedTasks";
import { leaveUndoList } from "./undoLists";

/** A task is about to give up its descriptors; with the last one of a process, the process ends. */
export function endTask(interpretation: Interpretation, task: Task, waitStatus: number, time: number): void {
    const { process, pending } = task;
    const call = pending?.row.meaning === "exit" ? pending.row.name : null;
    const origin = originOf(task, time, call, call === null ? 0 : (pending?.stack ?? 0), call === null ? {} : pending?.words);
    task.pending = null;
    if (process.started) {
        leaveUndoList(interpretation, task, origin);
        endOwnership(interpretation, task, origin);
    }
    interpretation.tasks.remove(task);
    if (process.exited || !process.started) return;
    if (process.tasks.size > 0) {
        interpretation.narration.tell(origin, { kind: "threadExited" });
        return;
    }
    process.exited = true;
    endNotifications(interpretation, origin, "end", () => true);
    const left = leftBehind(interpretation, process);
    const groups = connectedGroups(interpretation, process);
    tellLostTerminal(interpretation, process, origin);
    const unwritten = interpretation.streams.unwritten(process.id);
    interpretation.streams.endAll(process.id);
    interpretation.narration.tell(origin, {
        kind: "processExited",
        exit: exitStatus(waitStatus),
        ...(left !== undefined && { left }),
        ...(unwritten !== undefined && { unwritten }),
    });
    giveAwayChildren(interpretation, process, origin);
    tellOrphanedGroups(interpretation, groups, time);
}

/** The last word: the process is dead, and its parent is told. */
export function buryProcess(interpretation: Interpretation, process: TracedProcess, waitStatus: number, time: number): void {
    process.buried = true;
    leaveNoZombie(interpretation, process, waitStatus, time);
    tellParent(interpretation, process, "ended", time);
}

/** A parent that ignores SIGCHLD never sees a zombie. */
function leaveNoZombie(interpretation: Interpretation, process: TracedProcess, waitStatus: number, time: number): void {
    const state = interpretation.state.processes.get(process.id);
    const parent = interpretation.tasks.processById(state?.parent ?? "");
    if (parent === undefined || state?.state !== "zombie") return;
    const isDyingInit = parent.namespace.init === parent && isDying(parent.namespace);
    if (!isDyingInit && (parent.exited || parent.childSignal === "default")) return;
    reap(interpretation, parent, process, state.exit ?? exitStatus(waitStatus), time);
}

function reap(interpretation: Interpretation, parent: TracedProcess, child: TracedProcess, exit: ExitStatus, time: number): void {
    const origin: Origin = { time, process: parent.id, pid: parent.pid, tid: parent.pid, call: null, stack: 0 };
    parent.children.delete(child);
    interpretation.narration.tell(origin, { kind: "processReaped", child: child.id, childPid: child.pid, exit });
}

/**
 * Orphans go to the nearest ancestor in their parent's PID namespace that is a subreaper, else to its init (kernel/exit.c,
 * find_new_reaper). Without either in the trace it may be init, or a subreaper that nobody traces. An init that ends takes them along: it waits until all of its namespace are dead.
 */
function giveAwayChildren(interpretation: Interpretation, process: TracedProcess, origin: Origin): void {
    const { namespace } = process;
    if (namespace.init === process) {
        for (const child of [...process.children]) reapZombie(interpretation, process, child, origin.time);
        return;
    }
    const children = [...process.children];
    process.children = new Set();
    if (children.length === 0) return;
    const reaper = isDying(namespace) ? namespace.init : (subreaperAbove(interpretation, process) ?? namespace.init);
    for (const child of children) {
        reaper?.children.add(child);
        interpretation.narration.tell(
            { ...origin, process: child.id, pid: child.pid, tid: child.pid, call: null, stack: 0 },
            { kind: "processReparented", parent: reaper?.id ?? null, parentPid: reaper?.pid ?? 0 },
        );
        if (reaper !== null && isDying(namespace)) reapZombie(interpretation, reaper, child, origin.time);
        else tellNewParent(interpretation, child, origin.time);
    }
}

/** It is sent SIGCHLD for a child that is dead already, whatever the child's maker had asked for (kernel/exit.c, reparent_leader). */
function tellNewParent(interpretation: Interpretation, child: TracedProcess, time: number): void {
    child.exitSignal = childSignal;
    if (!child.buried) return;
    leaveNoZombie(interpretation, child, 0, time);
    tellParent(interpretation, child, "ended", time);
}

function reapZombie(interpretation: Interpretation, parent: TracedProcess, child: TracedProcess, time: number): void {
    const state = interpretation.state.processes.get(child.id);
    if (state?.state === "zombie" && state.exit !== null) reap(interpretation, parent, child, state.exit, time);
}

function subreaperAbove(interpretation: Interpretation, process: TracedProcess): TracedProcess | undefined {
    let above = interpretation.state.processes.get(process.id)?.parent ?? null;
    while (above !== null) {
        const ancestor = interpretation.tasks.processById(above);
        if (ancestor?.namespace !== process.namespace) return undefined;
        if (ancestor.subreaper && !ancestor.exited) return ancestor;
        above = interpretation.state.processes.get(above)?.parent ?? null;
    }
    return undefined;
}
