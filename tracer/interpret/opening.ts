/** Calls that make descriptors for files and other objects. */
import { isPipe } from "../model/objects";
import { closeOnExecFlag, pathOnlyFlag, statusFlagNames } from "../model/openFlags";
import type { ReturnedCall } from "./returnedCall";

const truncateFlag = 0o1000;

export function open(call: ReturnedCall): void {
    const facts = call.facts("object");
    const object = facts === undefined ? undefined : call.session.identities.known(call.session.state, facts);
    // With O_PATH the other flags mean nothing (open(2)).
    const truncates = (openFlags(call) & (truncateFlag | pathOnlyFlag)) === truncateFlag;
    if (object !== undefined && !isPipe(object) && truncates && object.size !== null && object.size > 0) {
        call.tell({ kind: "fileTruncated", object: object.id, size: 0 });
    }
    call.tellOpened(call.result, facts, false);
}

/** The flags as the program gave them, wherever the call has them. */
export function openFlags(call: Pick<ReturnedCall, "row" | "has" | "unsigned" | "structure">): number {
    if (call.row.name === "creat") return truncateFlag | 1;
    return call.has("flags") ? call.unsigned("flags") : Number(call.structure("how", 8)?.getBigUint64(0, true) ?? 0n);
}

/** Calls whose whole point is the descriptor that they return. */
export function makeDescriptor(call: ReturnedCall): void {
    // signalfd with a descriptor changes that one, and returns it.
    if (call.row.name.startsWith("signalfd") && call.int("fd") >= 0) {
        call.tellReturned();
        return;
    }
    call.tellOpened(call.result, call.facts("object"), false);
    if (call.row.name === "io_uring_setup") {
        call.tell({
            kind: "traceNote",
            text: `${call.process.id} uses io_uring: what it does through the ring makes no system calls, so its reads, writes and descriptors may be wrong from here on.`,
        });
    }
    if (call.row.name === "pidfd_open") rememberPidfd(call, call.result, call.int("pid"));
}

export function rememberPidfd(call: ReturnedCall, fd: number, pid: number): void {
    const object = call.known(fd)?.object;
    const process = call.session.tasks.process(pid);
    if (object !== undefined && process !== undefined) call.session.pidfds.set(object.id, process);
}

/** pidfd_getfd(2): the open file description of another process. */
export function borrowDescriptor(call: ReturnedCall): void {
    const pidfd = call.known(call.int("pidfd"));
    const owner = pidfd === undefined ? undefined : call.session.pidfds.get(pidfd.object.id);
    const borrowed = owner === undefined ? undefined : call.session.descriptor(owner, call.int("targetFd"));
    if (borrowed === undefined) call.tellOpened(call.result, call.facts("object"), true);
    else call.tellShared(call.result, borrowed, true);
}

export function makeSocketPair(call: ReturnedCall): void {
    const ends = call.structure("ends", 8);
    if (ends === undefined) return;
    call.tellOpened(ends.getInt32(0, true), call.facts("oneEnd"), false);
    call.tellOpened(ends.getInt32(4, true), call.facts("otherEnd"), false);
}

/** The queue's descriptor looks like a file's, in a file system that is usually mounted nowhere (mq_overview(7)). */
export function openMessageQueue(call: ReturnedCall): void {
    const facts = call.facts("object");
    call.tellOpened(call.result, facts === undefined ? undefined : { ...facts, kind: "messageQueue" }, false);
}

/** landlock_create_ruleset(2) with a flag only asks for the version. */
export function makeRuleset(call: ReturnedCall): void {
    makeUnless(call, call.unsigned("flags") !== 0);
}

/** The commands of bpf(2) that return a descriptor (include/uapi/linux/bpf.h, enum bpf_cmd). */
const bpfCommandsWithDescriptor: ReadonlySet<number> = new Set([0, 5, 7, 13, 14, 17, 18, 19, 28, 30, 32, 33, 36]);

export function bpf(call: ReturnedCall): void {
    makeUnless(call, !bpfCommandsWithDescriptor.has(call.int("command")));
}

/** seccomp(2): only a filter with SECCOMP_FILTER_FLAG_NEW_LISTENER returns a descriptor. */
export function seccomp(call: ReturnedCall): void {
    const setFilter = 1;
    const newListener = 8;
    makeUnless(call, call.unsigned("operation") !== setFilter || (call.unsigned("flags") & newListener) === 0);
}

function makeUnless(call: ReturnedCall, onlyAsked: boolean): void {
    if (onlyAsked) call.tellReturned();
    else call.tellOpened(call.result, call.facts("object"), false);
}

export function makePipe(call: ReturnedCall): void {
    const ends = call.structure("ends", 8);
    const facts = call.facts("readEnd");
    if (ends === undefined || facts === undefined) return;
    const [readFd, writeFd] = [ends.getInt32(0, true), ends.getInt32(4, true)];
    call.settleClose(readFd);
    call.settleClose(writeFd);
    const flags = call.has("flags") ? call.unsigned("flags") : 0;
    const newObject = call.session.identities.create(facts);
    const closeOnExec = (flags & closeOnExecFlag) !== 0;
    call.tell({
        kind: "pipeCreated",
        object: newObject.id,
        newObject,
        statusFlags: statusFlagNames(flags),
        readEnd: { fd: readFd, closeOnExec, description: call.newDescription() },
        writeEnd: { fd: writeFd, closeOnExec, description: call.newDescription() },
    });
}
