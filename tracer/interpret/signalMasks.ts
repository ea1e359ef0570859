/** The mask of a thread: sigprocmask(2), and the calls that have another one while they last. */
import { closedToPrograms, hasSignal, noSignals, signalSet, signalsIn, unstoppable, type SignalSet } from "../model/signals";
import { interrupted } from "../syscalls/errorNames";
import type { Syscall } from "../syscalls/table";
import { threadOf } from "../model/owners/process";
import type { ThreadSignals } from "../model/owners/signalState";
import type { EnteredCall } from "./enteredCall";
import { originOf, type Interpretation } from "./interpretation";
import { isInterrupted } from "./signalHandlers";
import type { ReturnedCall } from "./returnedCall";
import type { Task } from "./tracedTasks";

export function signalsOfTask({ state }: Interpretation, { process, tid }: Task): ThreadSignals | undefined {
    return threadOf(state.processes.get(process.id), tid)?.signals;
}

/** rt_sigprocmask(2). */
export function signalMask(call: ReturnedCall): void {
    const set = call.structure("set", 8)?.getBigUint64(0, true);
    if (set === undefined) return;
    const before = signalsOfTask(call.interpretation, call.task)?.blocked ?? null;
    const [block, unblock] = [0, 1];
    const how = call.int("how");
    const after =
        how === block ? (before === null ? null : before | set) : how === unblock ? (before === null ? null : before & ~set) : set;
    if (after !== null) tellMask(call, before, after & ~unstoppable);
}

/** The C library blocks its own two signals in what it does by itself: of no interest beside the diagram. */
function tellMask(call: ReturnedCall, before: SignalSet | null, after: SignalSet): void {
    if (before === after) return;
    const [added, removed] = [after & ~(before ?? noSignals), (before ?? noSignals) & ~after];
    const fact = { kind: "signalMaskChanged", blocked: signalsIn(after), added: signalsIn(added), removed: signalsIn(removed) } as const;
    if (((added | removed) & closedToPrograms) !== noSignals) call.tellAside(fact);
    else call.tell(fact);
}

/** The mask that replaces the thread's own as long as the call lasts; undefined: it has none. */
export function maskDuring(call: EnteredCall | ReturnedCall): readonly string[] | undefined {
    const own = signalsOfTask(call.interpretation, call.task)?.blocked ?? null;
    if (call.row.meaning === "acceptSignal") {
        // What it waits for is let in, so that it wakes the thread (kernel/signal.c, do_sigtimedwait).
        const set = call.structure("set", 8)?.getBigUint64(0, true);
        return set === undefined || own === null ? undefined : signalsIn(own & ~set);
    }
    const mask = call.structure("mask", 8)?.getBigUint64(0, true);
    return mask === undefined || own === null ? undefined : signalsIn(mask & ~unstoppable);
}

/** Whether a signal that ended the call is delivered under the call's mask (set_user_sigmask in the kernel). */
export function keepsMask(row: Syscall, result: number): boolean {
    return row.meaning !== "acceptSignal" && (isInterrupted(result) || result === -interrupted);
}

/** Of a call that did not last, its mask is told when it matters: when a signal is about to be delivered under it. */
export function tellKeptMask(call: ReturnedCall): void {
    const mask = keepsMask(call.row, call.result) ? maskDuring(call) : undefined;
    if (mask === undefined) return;
    call.task.maskReplaced = true;
    call.tellAside({ kind: "signalMaskChanged", blocked: mask, added: [], removed: [], forCall: true });
}

/** A thread that enters another call has its own mask again, unless a handler has seen to that. */
export function settleMask(interpretation: Interpretation, task: Task, time: number): void {
    if (!task.maskReplaced) return;
    task.maskReplaced = false;
    const signals = signalsOfTask(interpretation, task);
    if (signals === undefined || signals.replaced === null) return;
    const before = signals.blocked ?? noSignals;
    const after = signals.replaced;
    interpretation.narration.tell(originOf(task, time, null, 0), {
        kind: "signalMaskChanged",
        blocked: signalsIn(after),
        added: signalsIn(after & ~before),
        removed: signalsIn(before & ~after),
    });
}

/**
 * A signal that the call's mask blocks is about to be delivered: a stop, or a signal without a handler, came before it, and the
 * thread had its own mask again after that (arch_do_signal_or_restart in the kernel).
 */
export function settleMaskFor(interpretation: Interpretation, task: Task, signal: string, time: number): void {
    const signals = signalsOfTask(interpretation, task);
    const replaced = signals?.replaced ?? null;
    if (replaced === null || hasSignal(replaced, signal) || !hasSignal(signals?.blocked ?? noSignals, signal)) return;
    settleMask(interpretation, task, time);
}

/** The mask with which a handler begins (kernel/signal.c, signal_delivered). */
export function maskInHandler(blocked: SignalSet, signal: string, mask: SignalSet, flags: readonly string[]): SignalSet {
    const itself = flags.includes("SA_NODEFER") ? noSignals : signalSet([signal]);
    return (blocked | mask | itself) & ~unstoppable;
}
