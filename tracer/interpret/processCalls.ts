/** Calls about processes themselves. What fork and exec do is told by records of their own, not by the return of the call. */
import { tellUnshared } from "./descriptors";
import { factsOfProcess, tellPidfd } from "./pidfd";
import { signalName } from "../model/signals";
import { newNamespace, newNamespaceFlag } from "./pidNamespaces";
import { errorName } from "../syscalls/errorNames";
import type { ReturnedCall } from "./returnedCall";
import type { Mechanism } from "./mechanism";
import type { TracedProcess } from "./tracedTasks";

/** The child was announced before it ran; what it is called in its creator's namespace is told now. */
function fork({ process, task, result }: ReturnedCall): void {
    if (task.made !== null) process.namespace.numbers?.set(result, task.made);
    task.made = null;
}

/** clone(2) and clone3(2) with CLONE_PIDFD also make a descriptor for the child; it may have been told with the child. */
function clone(call: ReturnedCall): void {
    const child = call.task.made;
    fork(call);
    const pidfdFlag = 0x1000n;
    const flags = call.has("flags") ? call.word("flags") : call.structure("cloneArguments", 8)?.getBigUint64(0, true);
    rememberNumber(call, flags ?? 0n);
    rememberExitSignal(call, child, flags ?? 0n);
    const fd = call.structure("pidfd", 4)?.getInt32(0, true);
    if (flags === undefined || (flags & pidfdFlag) === 0n || fd === undefined) return;
    const known = call.known(fd)?.object;
    if (known?.kind === "pidfd" && child !== null && known.process === child.id) return;
    tellPidfd(call, fd, factsOfProcess(call, call.result));
}

/** The fifth word of struct clone_args. */
function rememberExitSignal(call: ReturnedCall, child: TracedProcess | null, flags: bigint): void {
    const parentFlag = 0x8000n;
    const signal = call.structure("cloneArguments", 40)?.getBigUint64(32, true);
    if (child !== null && signal !== undefined && (flags & parentFlag) === 0n) child.exitSignal = Number(signal);
}

/** The third word of struct clone_args is the place of the child's number. */
function rememberNumber(call: ReturnedCall, flags: bigint): void {
    const clearFlag = 0x200000n;
    const child = call.interpretation.tasks.task(call.result);
    if (child === undefined || (flags & clearFlag) === 0n) return;
    child.numberAt = call.has("childTid") ? call.word("childTid") : (call.structure("cloneArguments", 24)?.getBigUint64(16, true) ?? null);
}

/** The new program was announced when it took over. */
function execute(): void {}

function executionFailed(call: ReturnedCall): void {
    call.tell({ kind: "programExecutionFailed", path: call.string("path") ?? "", error: errorName(-call.result) });
}

/** exit(2) does not return. */
function exit(): void {}

function unshare(call: ReturnedCall): void {
    const [filesFlag, undoListFlag] = [0x400, 0x40000];
    if ((call.unsigned("flags") & newNamespaceFlag) !== 0) call.process.childrenNamespace = newNamespace();
    if ((call.unsigned("flags") & filesFlag) !== 0) tellUnshared(call);
    if ((call.unsigned("flags") & undoListFlag) !== 0) call.leaveUndoList();
}

function prctl(call: ReturnedCall): void {
    const [setDeathSignal, setChildSubreaper] = [1, 36];
    const argument = call.size("argument");
    switch (call.int("option")) {
        case setDeathSignal:
            call.tell({ kind: "deathSignalChanged", signal: argument === 0 ? null : signalName(argument) });
            break;
        case setChildSubreaper:
            call.process.subreaper = argument !== 0;
            call.tell({ kind: "subreaperChanged", adopts: argument !== 0 });
            break;
    }
}

export const processCalls = {
    meanings: { fork, clone, execute, exit, unshare, prctl },
    failures: { execute: executionFailed },
} satisfies Mechanism;
