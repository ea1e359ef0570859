/** wait4(2), waitid(2): a parent learns how its child ended, and the zombie is gone. */
import { badAddress } from "../syscalls/errorNames";
import { exitStatus, isStillAlive } from "../syscalls/signalNames";
import { signalName } from "../model/signals";
import { awaitsElsewhere, type Awaited, type EnteredCall } from "./enteredCall";
import { processOfPidfd } from "./pidfd";
import type { ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";
import type { TracedProcess } from "./tracedTasks";
import type { AwaitsChild } from "../model/awaits";

function wait4(call: ReturnedCall): void {
    const status = call.structure("status", 4)?.getInt32(0, true);
    if (call.result === 0) call.tellReturned();
    else if (status !== undefined && isStillAlive(status)) tellAlive(call, call.result, stopSignalOf(status));
    else tellReaped(call, call.result, status ?? null);
}

/**
 * wait4(2) that cannot store the status has reaped the child nevertheless (kernel_wait4 in kernel/exit.c). Which one is certain
 * when it asked for one, or when only one can have been meant.
 */
function wait4Failed(call: ReturnedCall): void {
    call.tellReturned();
    const pid = call.int("pid");
    const zombies = [...call.process.children].filter(({ id }) => call.interpretation.state.processes.get(id)?.state === "zombie");
    const candidates = pid > 0 ? zombies.filter((child) => child.pid === pid) : zombies;
    const [reaped] = candidates;
    if (call.result === -badAddress && reaped !== undefined && candidates.length === 1) tellReaped(call, reaped.pid, null);
}

/** The fields of siginfo_t that a child's end fills in (waitid(2)). */
function waitid(call: ReturnedCall): void {
    const leaveZombie = 0x01000000;
    const information = call.structure("information", 28);
    const code = information?.getInt32(8, true) ?? 0;
    const pid = information?.getInt32(16, true) ?? 0;
    const lastEndCode = 3; // CLD_EXITED, CLD_KILLED, CLD_DUMPED
    const [stopped, continued] = [5, 6]; // CLD_STOPPED, CLD_CONTINUED
    if (code === stopped || code === continued) tellAlive(call, pid, code === stopped ? (information?.getInt32(24, true) ?? 0) : null);
    else if (pid === 0 || code < 1 || code > lastEndCode || (call.int("options") & leaveZombie) !== 0) call.tellReturned();
    else tellReaped(call, pid, null);
}

/** WSTOPSIG; null: WIFCONTINUED. */
function stopSignalOf(status: number): number | null {
    const continued = 0xffff;
    return status === continued ? null : (status >> 8) & 0xff;
}

/** `signal`: what stopped it; null: it goes on. */
function tellAlive(call: ReturnedCall, pid: number, signal: number | null): void {
    const child = call.interpretation.tasks.seenBy(call.process, pid);
    if (child === undefined) call.tellReturned();
    else if (signal === null) call.tell({ kind: "childContinuationReported", child: child.id, childPid: pid });
    else call.tell({ kind: "childStopReported", child: child.id, childPid: pid, signal: signalName(signal) });
}

function tellReaped(call: ReturnedCall, pid: number, status: number | null): void {
    const child = call.interpretation.tasks.seenBy(call.process, pid);
    const known = child === undefined ? undefined : call.interpretation.state.processes.get(child.id);
    // Without a status word only a zombie can have been reaped: a child that stopped is alive.
    if (child === undefined || known === undefined || (status === null && known.state !== "zombie")) {
        call.tellReturned();
        return;
    }
    const exit = known.exit ?? (status === null ? { code: 0 } : exitStatus(status));
    call.process.children.delete(child);
    const isAsked = call.word(call.row.meaning === "waitid" ? "information" : "status") !== 0n;
    call.tell({ kind: "processReaped", child: child.id, childPid: pid, exit, ...(!isAsked && { unasked: true }) });
}

/** `process`: undefined when the number is of none that is traced, as that of a child is. */
function awaitsProcess(call: EnteredCall, pid: number, process: TracedProcess | undefined): AwaitsChild {
    const isChild = process !== undefined && call.task.process.children.has(process);
    return { what: "child", child: process?.id ?? null, pid, group: false, ...(!isChild && { stranger: true }) };
}

const anyChild: AwaitsChild = { what: "child", child: null, pid: null, group: false };

function ofGroup(group: number): AwaitsChild {
    return { ...anyChild, pid: group === 0 ? null : group, group: true };
}

const childAwaited = {
    child(call: EnteredCall): Awaited {
        const pid = call.int("pid");
        if (pid > 0) return awaitsElsewhere(awaitsProcess(call, pid, call.interpretation.tasks.seenBy(call.task.process, pid)));
        return awaitsElsewhere(pid === -1 ? anyChild : ofGroup(-pid));
    },
    childOfType(call: EnteredCall): Awaited {
        const id = call.int("id");
        const { tasks } = call.interpretation;
        switch (call.int("idType")) {
            case 1: // P_PID
                return awaitsElsewhere(awaitsProcess(call, id, tasks.seenBy(call.task.process, id)));
            case 2: // P_PGID
                return awaitsElsewhere(ofGroup(id));
            case 3: {
                // P_PIDFD
                const pidfd = call.descriptor("id");
                const process = processOfPidfd(call.interpretation, pidfd?.object);
                return call.awaitsAt("id", process === undefined ? { what: "unknown" } : awaitsProcess(call, process.pid, process));
            }
            default:
                return awaitsElsewhere(anyChild);
        }
    },
    // vfork(2) and CLONE_VFORK: any other creation returns at once, however long the recorder needs to see it.
    newChild(call: EnteredCall): Awaited | null {
        const vforkFlag = 0x4000n;
        const flags = call.has("flags") ? call.word("flags") : call.structure("cloneArguments", 8)?.getBigUint64(0, true);
        const isVfork = !call.has("flags") && !call.has("cloneArguments");
        return isVfork || ((flags ?? 0n) & vforkFlag) !== 0n ? awaitsElsewhere({ what: "newChild" }) : null;
    },
};

export const waiting = { meanings: { wait4, waitid }, failures: { wait4: wait4Failed }, awaited: childAwaited } satisfies Mechanism;
