/** How signals arrive, wait and are taken, and what processes make of them. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { ProcessId } from "../identities";
import type { Mutable } from "../mutable";
import { bitOf, hasSignal, isDroppedByDefault, isQueued, noSignals, signalSet, takenAwayBy, type SignalSet } from "../signals";
import { changeThread, threadOf, type Process } from "./process";
import type { HandlerEntered, SignalAccepted, SignalActionChanged, SignalDelivered, SignalIgnored } from "./signalEvents";
import type { PendingSignal, ProcessSignals, SignalAction, ThreadSignals } from "./signalState";

export function changeProcessSignals(process: Mutable<Process>, change: Partial<ProcessSignals>): void {
    process.signals = { ...process.signals, ...change };
}

/** Change what one thread knows of signals. */
export function changeThreadSignals(process: Mutable<Process>, tid: number, change: Partial<ThreadSignals>): void {
    const thread = threadOf(process, tid);
    if (thread !== undefined) changeThread(process, thread.tid, { signals: { ...thread.signals, ...change } });
}

/** Take signals from the queues of a process and its threads (kernel/signal.c, flush_sigqueue_mask). */
function flush(process: Mutable<Process>, signals: SignalSet): void {
    if (signals === noSignals) return;
    const keep = (pending: readonly PendingSignal[] | null): readonly PendingSignal[] | null =>
        pending?.filter(({ signal }) => !hasSignal(signals, signal)) ?? null;
    changeProcessSignals(process, { pending: keep(process.signals.pending), doubtful: process.signals.doubtful & ~signals });
    for (const thread of [...process.threads.values()]) {
        if (thread.signals.pending?.length !== 0) changeThreadSignals(process, thread.tid, { pending: keep(thread.signals.pending) });
    }
}

/** `tid`: only that thread may get it; null: any of the process. */
export interface Arriving {
    readonly signal: string;
    readonly tid: number | null;
    readonly sender: ProcessId | null;
    readonly value: bigint | null;
}

/** A signal is generated for a process (kernel/signal.c, __send_signal_locked). SIGKILL never waits. */
export function arrive(draft: Draft, id: ProcessId, { signal, tid, sender, value }: Arriving, { seq }: EventBase): void {
    const process = draft.process(id);
    if (process === undefined || process.exit !== null || signal === "SIGKILL") return;
    flush(process, takenAwayBy(signal));
    const thread = tid === null ? undefined : process.threads.get(tid);
    if (tid !== null && thread === undefined) return;
    const pending = withSignal((thread ?? process).signals.pending, { signal, generated: [seq], sender, value });
    if (thread === undefined) changeProcessSignals(process, { pending });
    else changeThreadSignals(process, thread.tid, { pending });
}

function withSignal(pending: readonly PendingSignal[] | null, one: PendingSignal): readonly PendingSignal[] | null {
    const first = isQueued(one.signal) ? undefined : pending?.find(({ signal }) => signal === one.signal);
    if (pending === null || first === undefined) return pending === null ? null : [...pending, one];
    return pending.map((each) => (each === first ? { ...first, generated: [...first.generated, ...one.generated] } : each));
}

/** It may have reached this process, or not. */
export function doubt(draft: Draft, id: ProcessId, signal: string): void {
    const process = draft.process(id);
    if (process !== undefined && process.exit === null) {
        changeProcessSignals(process, { doubtful: process.signals.doubtful | bitOf(signal) });
    }
}

/** What expires once is not set any more. A signal that was doubtful may come from what was set before. */
export function expire(draft: Draft, id: ProcessId, name: string): void {
    const process = draft.process(id);
    const timer = process?.signals.timers.get(name);
    if (process === undefined || timer === undefined || timer.interval !== 0 || hasSignal(process.signals.doubtful, timer.signal)) return;
    changeProcessSignals(process, { timers: new Map(process.signals.timers).set(name, { ...timer, value: 0 }) });
}

/** It is pending no more: delivered, dropped or accepted. */
export function take(draft: Draft, event: SignalDelivered | SignalIgnored | SignalAccepted): void {
    const process = draft.process(event.process);
    if (process === undefined) return;
    const { signal, forThread, stillPending } = event;
    const without = (pending: readonly PendingSignal[] | null): readonly PendingSignal[] | null => {
        const index = pending?.findIndex((each) => each.signal === signal) ?? -1;
        const taken = pending?.[index];
        if (pending === null || taken === undefined) return pending;
        const rest = stillPending === undefined ? [] : [{ ...taken, generated: stillPending }];
        return [...pending.slice(0, index), ...rest, ...pending.slice(index + 1)];
    };
    const thread = threadOf(process, event.tid);
    if (forThread === true && thread !== undefined) {
        changeThreadSignals(process, thread.tid, { pending: without(thread.signals.pending) });
    } else {
        changeProcessSignals(process, { pending: without(process.signals.pending) });
    }
    changeProcessSignals(process, { doubtful: process.signals.doubtful & ~bitOf(signal) });
}

export function enterHandler(draft: Draft, event: HandlerEntered): void {
    const process = draft.process(event.process);
    const thread = threadOf(process, event.tid);
    if (process === undefined || thread === undefined) return;
    const { signal, handler, seq, source, stackPointer, blocked } = event;
    changeThreadSignals(process, thread.tid, {
        blocked: blocked === null ? null : signalSet(blocked),
        replaced: null,
        handlers: [...thread.signals.handlers, { signal, code: handler, since: seq, interrupted: source ?? null, stackPointer }],
    });
    if (event.once === true) dispose(draft, event.process, signal, "default");
}

/** The innermost handler of a thread runs no more. */
export function leaveHandler(draft: Draft, event: EventBase, blocked: readonly string[] | null | undefined): void {
    const process = draft.process(event.process);
    const thread = threadOf(process, event.tid);
    if (process === undefined || thread === undefined) return;
    changeThreadSignals(process, thread.tid, {
        handlers: thread.signals.handlers.slice(0, -1),
        ...(blocked !== undefined && { blocked: blocked === null ? null : signalSet(blocked), replaced: null }),
    });
}

/** What is to be done with a signal, in all processes that share it. */
function dispose(draft: Draft, id: ProcessId, signal: string, action: SignalAction): void {
    const shared = draft.now.processes.get(id)?.signals.sharedAs;
    const sharers = [...draft.now.processes.values()].filter(({ signals, exit }) => signals.sharedAs === shared && exit === null);
    for (const sharer of sharers) {
        const process = draft.process(sharer.id);
        if (process !== undefined) changeProcessSignals(process, { actions: new Map(process.signals.actions).set(signal, action) });
    }
}

/** What is ignored from now on, and waits, is dropped (kernel/signal.c, do_sigaction). */
export function changeAction(draft: Draft, event: SignalActionChanged): void {
    const { action, signal, handler, address, flags, mask } = event;
    const caught = { address: address ?? 0n, code: handler ?? null, flags: flags ?? [], mask: signalSet(mask ?? []) };
    dispose(draft, event.process, signal, action === "caught" ? caught : action);
    const process = draft.process(event.process);
    const drops = action === "ignored" || (action === "default" && isDroppedByDefault(signal));
    if (process !== undefined && drops) flush(process, bitOf(signal));
}

/** exec(2): caught signals have their default action again; ignored ones, the mask, and what is pending, stay (signal(7)). */
export function signalsAfterExec(signals: ProcessSignals, seq: number): ProcessSignals {
    const ended = [...signals.timers].filter(([name]) => name.startsWith(posixTimer));
    const timers = new Map([...signals.timers].filter(([name]) => !name.startsWith(posixTimer)));
    const doubtful = signals.doubtful | signalSet(ended.flatMap(([, { signal, value }]) => (value > 0 ? [signal] : [])));
    return { ...signals, actions: withoutHandlers(signals.actions), sharedAs: seq, timers, doubtful };
}

const posixTimer = "timer ";

function withoutHandlers(actions: ReadonlyMap<string, SignalAction>): ReadonlyMap<string, SignalAction> {
    return new Map([...actions].map(([signal, action]) => [signal, action === "ignored" ? action : "default"]));
}

/** fork(2): a child has its parent's dispositions, and nothing is pending for it. */
export function signalsOfChild(parent: ProcessSignals, how: "shared" | "cleared" | undefined, seq: number): ProcessSignals {
    const actions = how === "cleared" ? withoutHandlers(parent.actions) : parent.actions;
    const sharedAs = how === "shared" ? parent.sharedAs : seq;
    const { otherwise, ignoredAtStart } = parent;
    return { actions, otherwise, ignoredAtStart, sharedAs, pending: [], doubtful: noSignals, timers: new Map() };
}
