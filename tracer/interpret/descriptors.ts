/** close(2), dup(2) and their relatives. */
import { tableOf } from "../model/descriptorTable";
import { closeOnExecFlag } from "../model/openFlags";
import { badDescriptor } from "../syscalls/errorNames";
import type { OpenDescriptor } from "./descriptorLookup";
import type { ReturnedCall } from "./returnedCall";

export function close(call: ReturnedCall): void {
    if (call.task.pending?.done === true) return;
    const open = call.known(call.int("fd"));
    if (open === undefined) call.tellReturned();
    else tellClosed(call, open, "close");
}

/** Whatever a failing close says, the descriptor is gone, unless it never was (close(2), "Dealing with error returns"). */
export function closeFailed(call: ReturnedCall): void {
    call.tellReturned();
    const open = call.known(call.int("fd"));
    if (open !== undefined && call.result !== -badDescriptor) tellClosed(call, open, "close");
}

export function closeRange(call: ReturnedCall): void {
    const unshareFlag = 2;
    const closeOnExecOnly = 4;
    const flags = call.unsigned("flags");
    if ((flags & unshareFlag) !== 0 && !tellUnshared(call)) return;
    const [first, last] = [call.unsigned("first"), call.unsigned("last")];
    const table = tableOf(call.session.state, call.process.id);
    const numbers = [...(table?.descriptors.keys() ?? [])].filter((fd) => fd >= first && fd <= last);
    for (const fd of numbers) {
        const open = call.known(fd);
        if (open === undefined) continue;
        if ((flags & closeOnExecOnly) === 0) tellClosed(call, open, "closeRange");
        else if (!open.descriptor.closeOnExec) tellCloseOnExec(call, open, true);
    }
    if (numbers.length === 0) call.tellReturned();
}

/** False: of several threads only this one has a table of its own now, which the model cannot show. That of the process stays as it is. */
export function tellUnshared(call: ReturnedCall): boolean {
    const { process, task } = call;
    if (process.tasks.size > 1) {
        call.tell({
            kind: "traceNote",
            text: `Thread ${task.tid} of ${process.id} has a descriptor table of its own: the table of ${process.id} may be wrong from here on.`,
        });
        return false;
    }
    const table = tableOf(call.session.state, process.id);
    if (table !== undefined && table.users > 1) call.tell({ kind: "descriptorTableUnshared" });
    return true;
}

export function duplicate(call: ReturnedCall): void {
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
    call.tell({ kind: "descriptorClosed", fd: open.fd, object: open.object.id, description: open.description.id, cause });
}
