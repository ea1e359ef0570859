/** What a process does about signals, and what becomes of a call that a handled one interrupts (signal(7)). */
import { closedToPrograms, noSignals, bitOf, signalName, signalsIn, unstoppable } from "../model/signals";
import type { CaughtSignal } from "../model/owners/signalState";
import { childSignal } from "../syscalls/signalNames";
import type { ReturnedCall } from "./returnedCall";
import type { Task } from "./tracedTasks";

const flagNames: readonly (readonly [bigint, string])[] = [
    [0x1n, "SA_NOCLDSTOP"],
    [0x2n, "SA_NOCLDWAIT"],
    [0x4n, "SA_SIGINFO"],
    [0x0800_0000n, "SA_ONSTACK"],
    [0x1000_0000n, "SA_RESTART"],
    [0x4000_0000n, "SA_NODEFER"],
    [0x8000_0000n, "SA_RESETHAND"],
];

/** rt_sigaction(2); the structure is the kernel's: handler, flags, restorer, mask. */
export function signalAction(call: ReturnedCall): void {
    const action = call.structure("action", 32);
    if (action === undefined) return;
    const [defaultAction, ignore] = [0n, 1n];
    const address = action.getBigUint64(0, true);
    const flags = flagNames.filter(([bit]) => (action.getBigUint64(8, true) & bit) !== 0n).map(([, name]) => name);
    const signal = signalName(call.int("signal"));
    if (call.int("signal") === childSignal) rememberChildSignal(call, address === ignore, flags);
    const does = address === defaultAction ? "default" : address === ignore ? "ignored" : "caught";
    const handler = does === "caught" ? call.code("handler") : undefined;
    const mask = signalsIn(action.getBigUint64(24, true) & ~unstoppable);
    const fact = {
        kind: "signalActionChanged",
        signal,
        action: does,
        ...(handler !== undefined && { handler }),
        ...(does === "caught" && { address, flags, mask }),
    } as const;
    if ((bitOf(signal) & closedToPrograms) !== noSignals) call.tellAside(fact);
    else call.tell(fact);
}

function rememberChildSignal({ process }: ReturnedCall, isIgnored: boolean, flags: readonly string[]): void {
    process.childSignal = isIgnored ? "ignored" : flags.includes("SA_NOCLDWAIT") ? "noWait" : "default";
    process.hearsOfStops = !flags.includes("SA_NOCLDSTOP");
}

/** sigaltstack(2): stack_t is address, flags and size. */
export function alternativeStack(call: ReturnedCall): void {
    const stack = call.structure("stack", 24);
    if (stack === undefined) return;
    const disable = 2; // SS_DISABLE
    const isGone = (stack.getInt32(8, true) & disable) !== 0;
    const size = Number(stack.getBigUint64(16, true));
    call.tell({ kind: "alternativeStackChanged", stack: isGone ? null : { address: stack.getBigUint64(0, true), size } });
}

/** The kernel's own errors, which no program sees (include/linux/errno.h). */
const [restartByFlag, restartAlways, restartUnlessHandled, restartByBlock] = [-512, -513, -514, -516];
const restarts: ReadonlySet<number> = new Set([restartByFlag, restartAlways, restartUnlessHandled, restartByBlock]);

/** Whether a signal ended the call before it had an effect. */
export function isInterrupted(result: number): boolean {
    return result <= restartByFlag && restarts.has(result);
}

/** A handler is about to run. Where the kernel does not make the interrupted call again, it has failed (handle_signal in the kernel). */
export function endInterrupted(task: Task, handler: CaughtSignal): void {
    const call = task.interrupted;
    task.interrupted = null;
    if (call === null) return;
    if (call.result === restartAlways) call.tellMadeAgain("always");
    else if (call.result !== restartByFlag) call.tellEndedByHandler("never");
    else if (handler.flags.includes("SA_RESTART")) call.tellMadeAgain("flag");
    else call.tellEndedByHandler("flag");
}
