/**
 * Calls that close descriptors on their way, and that have not been seen to return. A recorder may see the end of file of a
 * reader before the return of the close, dup2 or execve of another process that has caused it; what they closed is then told
 * when its effect is seen.
 */
import { closeOnExecFlag, endsOf, type End } from "../model/openFlags";
import type { ObjectId } from "../model/identities";
import { tableOf } from "../model/owners/lookups";
import { DecodedCall } from "../syscalls/decodedCall";
import type { OpenDescriptor } from "./descriptorLookup";
import { lostLocks } from "./lostLocks";
import { originOf, type Interpretation } from "./interpretation";
import type { PendingCall, Task } from "./tracedTasks";

const [unshareFlag, closeOnExecOnly] = [2, 4];

/** Descriptors that the task's call closes if it succeeds, as far as that was not told. */
function closedBy(interpretation: Interpretation, task: Task): readonly OpenDescriptor[] {
    const { pending } = task;
    if (pending === null || pending.done === true) return [];
    const call = new DecodedCall(pending.row, pending.args, pending.captures);
    const table = tableOf(interpretation.state, task.process.id, task.tid);
    const open = (fds: Iterable<number>): readonly OpenDescriptor[] => [...fds].flatMap((fd) => interpretation.descriptor(task, fd) ?? []);
    switch (pending.row.meaning) {
        case "close":
            return open([call.int("fd")]);
        case "duplicate": {
            if (!call.has("newFd") || call.int("fd") === call.int("newFd")) return [];
            return interpretation.descriptor(task, call.int("fd")) === undefined ? [] : open([call.int("newFd")]);
        }
        case "closeRange": {
            const [first, last, flags] = [call.unsigned("first"), call.unsigned("last"), call.unsigned("flags")];
            // With CLOSE_RANGE_UNSHARE it closes them in a table that it does not have yet.
            if ((flags & closeOnExecOnly) !== 0 || ((flags & unshareFlag) !== 0 && (table?.users ?? 1) > 1)) return [];
            return open([...(table?.descriptors.keys() ?? [])].filter((fd) => fd >= first && fd <= last));
        }
        case "execute":
            // A table that other processes use is copied first.
            if ((table?.users ?? 1) > task.process.tasks.size) return [];
            return open(table?.descriptors.keys() ?? []).filter(({ descriptor }) => descriptor.closeOnExec);
        default:
            return [];
    }
}

/** The call has closed what it closes; of an execve these descriptors. */
function tellClosed(
    interpretation: Interpretation,
    task: Task,
    pending: PendingCall,
    closed: readonly OpenDescriptor[],
    time: number,
): void {
    const origin = originOf(task, time, pending.row.name, pending.stack);
    const { meaning } = pending.row;
    const cause = meaning === "duplicate" ? "dup2" : meaning === "execute" ? "exec" : meaning === "closeRange" ? "closeRange" : "close";
    for (const { fd, object, description } of closed) {
        interpretation.narration.tell(origin, {
            kind: "descriptorClosed",
            fd,
            object: object.id,
            description: description.id,
            cause,
            ...lostLocks(interpretation, task, object),
        });
    }
    if (cause === "exec") {
        pending.closed = [...(pending.closed ?? []), ...closed.map(({ fd }) => fd)];
        return;
    }
    pending.done = true;
    if (cause === "dup2") tellDuplicated(interpretation, task, pending, time);
}

function tellDuplicated(interpretation: Interpretation, task: Task, pending: PendingCall, time: number): void {
    const call = new DecodedCall(pending.row, pending.args, pending.captures);
    const open = interpretation.descriptor(task, call.int("fd"));
    if (open === undefined) return;
    interpretation.narration.tell(originOf(task, time, pending.row.name, pending.stack), {
        kind: "descriptorDuplicated",
        fd: open.fd,
        newFd: call.int("newFd"),
        closeOnExec: call.has("flags") && (call.unsigned("flags") & closeOnExecFlag) !== 0,
        replaced: true,
        object: open.object.id,
        description: open.description.id,
    });
}

/**
 * Nobody has this end of the object open any more: whoever still seems to is in a call that has closed it. What was opened
 * after the event `began` may have come when that was over (fifo(7)).
 */
export function settleLostEnd(interpretation: Interpretation, object: ObjectId, end: End, began: number, time: number): void {
    if (!isOpenSince(interpretation, object, end, began)) return;
    for (const process of interpretation.tasks.living()) {
        for (const task of process.tasks.values()) {
            const closed = closedBy(interpretation, task);
            const lost = closed.filter(
                (open) => open.object.id === object && open.description.since <= began && endsOf(open.description).includes(end),
            );
            if (task.pending === null || lost.length === 0) continue;
            tellClosed(interpretation, task, task.pending, task.pending.row.meaning === "execute" ? lost : closed, time);
        }
    }
}

/** Whether somebody who is traced has had this end of the object open since the event `began`. */
export function isOpenSince(interpretation: Interpretation, object: ObjectId, end: End, began: number): boolean {
    for (const description of interpretation.state.descriptions.values()) {
        if (description.object === object && description.since <= began && endsOf(description).includes(end)) return true;
    }
    return false;
}

/**
 * A number that is given out is free, even if the state still shows a descriptor there: another thread's call gave it back,
 * and has not returned yet.
 */
export function settleNumber(interpretation: Interpretation, user: Task, fd: number, time: number): void {
    for (const task of interpretation.tasksWithTableOf(user)) {
        const { pending } = task;
        if (task === user || pending === null || !frees.has(pending.row.meaning)) continue;
        const closed = closedBy(interpretation, task);
        if (closed.some((open) => open.fd === fd)) tellClosed(interpretation, task, pending, closed, time);
    }
}

/** dup2 does not give its number back, and an execve is alone with its table. */
const frees: ReadonlySet<string> = new Set(["close", "closeRange"]);
