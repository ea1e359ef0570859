/** What a process does about signals, and what becomes of a call that a handled one interrupts (signal(7)). */
import { interrupted } from "../syscalls/errorNames";
import type { InterruptedCall, SignalActions, Task } from "./tracedTasks";

/** rt_sigaction(2); the structure is the kernel's: handler, flags. */
export function setAction(actions: SignalActions, signal: number, action: DataView): void {
    const [defaultAction, ignore] = [0n, 1n];
    const [restartFlag, resetFlag] = [0x10000000n, 0x80000000n];
    const handler = action.getBigUint64(0, true);
    const flags = action.getBigUint64(8, true);
    if (handler === defaultAction) actions.set(signal, "default");
    else if (handler === ignore) actions.set(signal, "ignored");
    else actions.set(signal, { restarts: (flags & restartFlag) !== 0n, once: (flags & resetFlag) !== 0n });
}

/** Handlers are gone with the old program; what was ignored stays ignored (execve(2)). */
export function resetHandlers(actions: SignalActions): SignalActions {
    return new Map([...actions].map(([signal, action]) => [signal, action === "ignored" ? action : "default"]));
}

/** A program begins without handlers: what the kernel says is ignored is, all else has its default action. */
export function actionsAtStart(ignored: string): SignalActions {
    const mask = BigInt(`0x${ignored}`);
    return new Map(allSignals.map((signal) => [signal, ((mask >> BigInt(signal - 1)) & 1n) === 1n ? "ignored" : "default"]));
}

const allSignals: readonly number[] = Array.from({ length: 64 }, (_, index) => index + 1);

/** The kernel's own errors, which no program sees (include/linux/errno.h). */
const [restartByFlag, restartAlways, restartUnlessHandled, restartByBlock] = [-512, -513, -514, -516];

/** Whether a signal ended the call before it had an effect. */
export function isInterrupted(result: number): boolean {
    return [restartByFlag, restartAlways, restartUnlessHandled, restartByBlock].includes(result);
}

/** A signal is delivered. Without a handler of the program an interrupted call is made again (handle_signal in the kernel). */
export function deliver(task: Task, signal: number): void {
    const call = task.interrupted;
    const handler = task.process.actions.get(signal);
    if (typeof handler !== "object") return;
    if (handler.once) task.process.actions.set(signal, "default");
    task.interrupted = null;
    if (call !== null && !isMadeAgain(call, handler.restarts)) call.tellReturned(-interrupted);
}

function isMadeAgain(call: InterruptedCall, restarts: boolean): boolean {
    return call.result === restartAlways || (call.result === restartByFlag && restarts);
}
