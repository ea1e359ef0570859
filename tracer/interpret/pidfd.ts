/** Pidfds: pidfd_open(2), CLONE_PIDFD, and the process for which one stands. */
import type { KernelObject } from "../model/kindTypes";
import type { PidfdFacts } from "../model/kinds/pidfd";
import type { Interpretation } from "./interpretation";
import type { Mechanism } from "./mechanism";
import type { ReturnedCall } from "./returnedCall";
import type { TracedProcess } from "./tracedTasks";

/** Undefined: not known, or not traced. */
export function processOfPidfd({ tasks }: Interpretation, object: KernelObject | undefined): TracedProcess | undefined {
    return object?.kind === "pidfd" && object.process !== null ? tasks.processById(object.process) : undefined;
}

function openPidfd(call: ReturnedCall): void {
    const threadFlag = 0o200; // PIDFD_THREAD
    const number = call.int("pid");
    tellPidfd(call, call.result, (call.unsigned("flags") & threadFlag) !== 0 ? factsOfThread(call, number) : factsOfProcess(call, number));
}

/** `pid`: as the caller sees it; what the events have is the recorder's number. */
export function factsOfProcess({ interpretation, process }: ReturnedCall, pid: number): PidfdFacts {
    const known = interpretation.tasks.seenBy(process, pid);
    if (known !== undefined) return { process: known.id, pid: known.pid };
    return process.namespace.numbers === null ? { pid } : {};
}

/** In a PID namespace of its own only the numbers of first threads are known. */
function factsOfThread(call: ReturnedCall, tid: number): PidfdFacts {
    if (call.process.namespace.numbers !== null) return { ...factsOfProcess(call, tid), thread: true };
    const known = call.interpretation.tasks.task(tid)?.process;
    return { pid: tid, thread: true, ...(known !== undefined && { process: known.id }) };
}

export function tellPidfd(call: ReturnedCall, fd: number, pidfd: PidfdFacts): void {
    const facts = call.facts("object");
    if (facts === undefined) {
        call.tellOpened(fd, facts, false);
        return;
    }
    call.settleClose(fd);
    const newObject = { ...call.interpretation.identities.create(facts), kind: "pidfd", ...pidfd } as const;
    call.tell({ kind: "pidfdOpened", object: newObject.id, newObject, ...call.newEnd(fd, facts.flags) });
}

/** pidfd_getfd(2): the open file description of another process. */
function borrowDescriptor(call: ReturnedCall): void {
    const owner = processOfPidfd(call.interpretation, call.known(call.int("pidfd"))?.object);
    const borrowed =
        owner === undefined ? undefined : call.interpretation.descriptor({ process: owner, tid: owner.pid }, call.int("targetFd"));
    if (borrowed === undefined) call.tellOpened(call.result, call.facts("object"), true);
    else call.tellShared(call.result, borrowed, true);
}

export const pidfd = { meanings: { openPidfd, borrowDescriptor } } satisfies Mechanism;
