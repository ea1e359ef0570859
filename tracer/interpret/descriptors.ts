/** close(2), dup(2) and their relatives. */
import { tableOf } from "../model/owners/lookups";
import { closeOnExecFlag } from "../model/openFlags";
import { badDescriptor } from "../syscalls/errorNames";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";
import { lostLocks } from "./lostLocks";
import type { Mechanism } from "./mechanism";

function close(call: ReturnedCall): void {
    const open = call.known(call.int("fd"));
    if (open === undefined) call.tellReturned();
    else tellClosed(call, open, "close");
}

/** Whatever a failing close says, the descriptor is gone, unless it never was (close(2), "Dealing with error returns"). */
function closeFailed(call: ReturnedCall): void {
    call.tellReturned();
    const open = call.known(call.int("fd"));
    if (open !== undefined && call.result !== -badDescriptor) tellClosed(call, open, "close");
}

function closeRange(call: ReturnedCall): void {
    const unshareFlag = 2;
    const closeOnExecOnly = 4;
    const flags = call.unsigned("flags");
    if ((flags & unshareFlag) !== 0) tellUnshared(call);
    const [first, last] = [call.unsigned("first"), call.unsigned("last")];
    const table = tableOf(call.interpretation.state, call.process.id, call.task.tid);
    const numbers = [...(table?.descriptors.keys() ?? [])].filter((fd) => fd >= first && fd <= last);
    for (const fd of numbers) {
        const open = call.known(fd);
        if (open === undefined) continue;
        if ((flags & closeOnExecOnly) === 0) tellClosed(call, open, "closeRange");
        else if (!open.descriptor.closeOnExec) tellCloseOnExec(call, open, true);
    }
    if (numbers.length === 0) call.tellReturned();
}

/** unshare(CLONE_FILES): the thread has a copy of its own of a table that it shared. */
export function tellUnshared(call: ReturnedCall): void {
    const table = tableOf(call.interpretation.state, call.process.id, call.task.tid);
    if (table !== undefined && table.users > 1) call.tell({ kind: "descriptorTableUnshared" });
}

function duplicate(call: ReturnedCall): void {
    const fd = call.int("fd");
    if (fd === call.result) call.tellReturned();
    else tellDuplicated(call, fd, call.result, call.has("flags") && (call.unsigned("flags") & closeOnExecFlag) !== 0);
}

export function tellDuplicated(call: ReturnedCall, fd: number, newFd: number, closeOnExec: boolean): void {
    const open = call.used(fd);
    if (open === undefined) return;
    call.settleClose(newFd);
    const former = call.known(newFd);
    if (former !== undefined) tellClosed(call, former, "dup2");
    call.tell({
        kind: "descriptorDuplicated",
        fd,
        newFd,
        closeOnExec,
        replaced: former !== undefined,
        object: open.object.id,
        description: open.description.id,
    });
}

export function tellCloseOnExec(call: ReturnedCall, open: OpenDescriptor, closeOnExec: boolean): void {
    call.tell({ kind: "descriptorFlagsChanged", fd: open.fd, closeOnExec, object: open.object.id });
}

function tellClosed(call: ReturnedCall, open: OpenDescriptor, cause: "close" | "dup2" | "closeRange"): void {
    // Whoever closes a stream's descriptor knows that nothing more comes through it.
    if (cause !== "dup2") call.interpretation.streams.end(call.process.id, open.fd);
    call.tell({
        kind: "descriptorClosed",
        fd: open.fd,
        object: open.object.id,
        description: open.description.id,
        cause,
        ...lostLocks(call.interpretation, call.task, open.object),
    });
}

export const descriptors = { meanings: { close, closeRange, duplicate }, failures: { close: closeFailed } } satisfies Mechanism;
