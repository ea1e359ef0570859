/** wait4(2), waitid(2): a parent learns how its child ended, and the zombie is gone. */
import { exitStatus, isStillAlive } from "../syscalls/signalNames";
import type { ReturnedCall } from "./returnedCall";

export function wait4(call: ReturnedCall): void {
    const status = call.structure("status", 4)?.getInt32(0, true);
    if (call.result === 0 || (status !== undefined && isStillAlive(status)))
        call.tellReturned();
    else
        tellReaped(call, call.result, status ?? null);
}

/** The fields of siginfo_t that a child's end fills in (waitid(2)). */
export function waitid(call: ReturnedCall): void {
    const leaveZombie = 0x01000000;
    const information = call.structure("information", 28);
    const code = information?.getInt32(8, true) ?? 0;
    const pid = information?.getInt32(16, true) ?? 0;
    const lastEndCode = 3; // CLD_EXITED, CLD_KILLED, CLD_DUMPED
    if (pid === 0 || code < 1 || code > lastEndCode || (call.int("options") & leaveZombie) !== 0)
        call.tellReturned();
    else
        tellReaped(call, pid, null);
}

function tellReaped(call: ReturnedCall, pid: number, status: number | null): void {
    const child = call.session.tasks.process(pid);
    const known = child === undefined ? undefined : call.session.state.processes.get(child.id);
    // Without a status word only a zombie can have been reaped: a child that stopped is alive.
    if (child === undefined || known === undefined || (status === null && known.state !== "zombie")) {
        call.tellReturned();
        return;
    }
    const exit = known.exit ?? (status === null ? { code: 0 } : exitStatus(status));
    call.process.children.delete(child);
    call.tell({ kind: "processReaped", child: child.id, childPid: pid, exit });
}
