/** Compares what is known of signals with /proc/PID/task/TID/status (proc_pid_status(5)). */
import { threadOf, type Process } from "../model/owners/process";
import type { PendingSignal, ProcessSignals } from "../model/owners/signalState";
import { bitOf, noSignals, signalName, signalSet, signalsIn, type SignalSet } from "../model/signals";
import type { State } from "../model/state";
import type { KernelSignals, KernelSnapshot, KernelThread } from "../trace/kernelSnapshot";
import { isAsleep } from "./kernelLife";
import { compareQueue } from "./queuedSignals";
import type { TallyPlace } from "./tally";

export function compareSignals(
    state: State,
    process: Process,
    threads: readonly KernelThread[],
    snapshot: KernelSnapshot,
    place: TallyPlace,
): void {
    const [first] = threads;
    if (first?.signals === undefined || first.signals.blocked === "") return;
    if (isTakenApart(first.signals)) return place.unknown();
    compareDispositions(process.signals, first.signals, place);
    const ofTerminal = process.job.terminal === false ? noSignals : ofTerminals;
    const doubtful =
        process.signals.doubtful | timed(process.signals) | unseen | ofTerminal | notified(state, process) | ofDescriptors(state);
    const { pending } = process.signals;
    comparePending("pending for the process", pending, first.signals.shared, doubtful, place);
    compareQueue(snapshot, first.tid, { whose: "process", pending, doubtful }, place);
    for (const thread of threads) {
        const { tid, signals } = thread;
        const ours = process.threads.has(tid) ? threadOf(process, tid)?.signals : undefined;
        if (ours === undefined || signals === undefined) continue;
        if (isTakenApart(signals)) {
            place.unknown();
            continue;
        }
        const where = process.threads.size > 1 ? place.at(`thread ${tid}`) : place;
        if (hasOwnMaskAgain(process, thread, signals)) where.unknown();
        else compareSets("blocked signals", ours.blocked, maskOf(signals.blocked), noSignals, where);
        const onItsWay = brokenUnderWay(process, tid) | passing(process.signals, ours.blocked);
        comparePending("pending for the thread", ours.pending, signals.pending, doubtful | onItsWay, where);
        compareQueue(snapshot, tid, { whose: "thread", pending: ours.pending, doubtful: doubtful | onItsWay }, where);
    }
}

/** Of a thread that is ending, and has no signal handling any more, the kernel shows empty sets (task_sig in fs/proc/array.c). */
function isTakenApart({ blocked, ignored, caught, pending, shared }: KernelSignals): boolean {
    return [blocked, ignored, caught, pending, shared].every((set) => maskOf(set) === noSignals);
}

/**
 * A signal without a handler has ended a call that has a mask of its own: the thread has its former mask again as soon as the kernel
 * finds no other signal to deliver under the call's, which nobody sees (arch_do_signal_or_restart, restore_saved_sigmask). So it has when
 * it has been woken in sigtimedwait(2) and has not returned yet (do_sigtimedwait).
 */
function hasOwnMaskAgain(process: Process, kernel: KernelThread, { blocked }: KernelSignals): boolean {
    const thread = process.threads.get(kernel.tid);
    if (thread === undefined || thread.signals.replaced === null || maskOf(blocked) !== thread.signals.replaced) return false;
    return thread.call === null || (kernel.call >= 0 && !isAsleep(kernel));
}

/** What SIGKILL has hit shows it until it is gone; nobody sees the kernel send SIGIO (fcntl(2): leases, O_ASYNC). */
const unseen = bitOf("SIGKILL") | bitOf("SIGIO");

/** Nor what else is to tell of descriptors (F_SETSIG). */
function ofDescriptors({ descriptions }: State): SignalSet {
    return signalSet([...descriptions.values()].flatMap(({ signal }) => signal ?? []));
}

/** Nobody sees a terminal send them (drivers/tty). */
const ofTerminals = signalSet(["SIGHUP", "SIGINT", "SIGQUIT", "SIGCONT", "SIGTSTP", "SIGTTIN", "SIGTTOU", "SIGWINCH"]);

/** A signal that is ignored, and not blocked, is pending only until the tracer has heard of it (sig_ignored in kernel/signal.c). */
function passing({ actions }: ProcessSignals, blocked: SignalSet | null): SignalSet {
    const ignored = signalSet([...actions].flatMap(([signal, action]) => (action === "ignored" ? [signal] : [])));
    return ignored & ~(blocked ?? noSignals);
}

/** A write that waits for room may have found nobody who can read, and has not returned yet. */
function brokenUnderWay(process: Process, tid: number): SignalSet {
    return process.threads.get(tid)?.call?.awaits.what === "room" ? bitOf("SIGPIPE") : noSignals;
}

function compareDispositions(signals: ProcessSignals, kernel: KernelSignals, place: TallyPlace): void {
    const listed = (action: "ignored" | "caught"): SignalSet =>
        signalSet(
            [...signals.actions].flatMap(([signal, each]) => ((typeof each === "object" ? "caught" : each) === action ? [signal] : [])),
        );
    const known = signals.otherwise !== null;
    compareSets("ignored signals", known ? listed("ignored") : null, maskOf(kernel.ignored), noSignals, place);
    compareSets("caught signals", known ? listed("caught") : null, maskOf(kernel.caught), noSignals, place);
}

/** A timer may have expired or not. */
function timed({ timers }: ProcessSignals): SignalSet {
    return signalSet([...timers.values()].flatMap(({ signal, value }) => (value > 0 ? [signal] : [])));
}

/** mq_notify(3): of a queue that was there before the trace it may not be known whether a message found it empty. */
function notified({ objects }: State, { id }: Process): SignalSet {
    const told = [...objects.values()].flatMap((object) => (object.kind === "posixMessageQueue" ? (object.perhapsTold ?? []) : []));
    return signalSet(told.flatMap(({ process, how, signal }) => (process === id && how === "signal" ? [signalName(signal)] : [])));
}

function comparePending(
    what: string,
    pending: readonly PendingSignal[] | null,
    kernel: string,
    doubtful: SignalSet,
    place: TallyPlace,
): void {
    compareSets(what, pending === null ? null : signalSet(pending.map(({ signal }) => signal)), maskOf(kernel), doubtful, place);
}

/** `doubtful`: those of which the model does not claim to know. */
function compareSets(what: string, ours: SignalSet | null, kernel: SignalSet, doubtful: SignalSet, place: TallyPlace): void {
    place.compare(what, ours === null ? null : namesIn(ours & ~doubtful), namesIn(kernel & ~doubtful));
}

function maskOf(hexadecimal: string): SignalSet {
    return BigInt(`0x${hexadecimal}`);
}

function namesIn(set: SignalSet): string {
    return set === noSignals ? "none" : signalsIn(set).join(" ");
}
