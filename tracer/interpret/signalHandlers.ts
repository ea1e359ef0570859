/** Which signals a process handles, and what becomes of a call that such a signal interrupts (signal(7)). */
import { interrupted } from "../syscalls/errorNames";
import type { InterruptedCall, SignalHandlers, Task } from "./tracedTasks";

/** rt_sigaction(2); the structure is the kernel's: handler, flags. */
export function installHandler(handlers: SignalHandlers, signal: number, action: DataView): void {
    const [defaultAction, ignore] = [0n, 1n];
    const [restartFlag, resetFlag] = [0x10000000n, 0x80000000n];
    const handler = action.getBigUint64(0, true);
    const flags = action.getBigUint64(8, true);
    if (handler === defaultAction || handler === ignore) handlers.delete(signal);
    else handlers.set(signal, { restarts: (flags & restartFlag) !== 0n, once: (flags & resetFlag) !== 0n });
}

/** The kernel's own errors, which no program sees (include/linux/errno.h). */
const [restartByFlag, restartAlways, restartUnlessHandled, restartByBlock] = [-512, -513, -514, -516];

/** Whether a signal ended the call before it had an effect. */
export function isInterrupted(result: number): boolean {
    return [restartByFlag, restartAlways, restartUnlessHandled, restartByBlock].includes(result);
}

/** A signal is delivered. Without a handler of the program an interrupted call is made again (handle_signal in the kernel). */
export function deliver(task: Task, signal: number): void {
    const call = task.interrupted;
    const handler = task.process.handlers.get(signal);
    if (handler === undefined) return;
    if (handler.once) task.process.handlers.delete(signal);
    task.interrupted = null;
    if (call !== null && !isMadeAgain(call, handler.restarts)) call.tellReturned(-interrupted);
}

function isMadeAgain(call: InterruptedCall, restarts: boolean): boolean {
    return call.result === restartAlways || (call.result === restartByFlag && restarts);
}
