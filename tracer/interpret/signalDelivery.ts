/** Signals that arrive: delivered, ignored, or accepted by sigwait(3) and its like; and handlers that begin and end. */
import type { ObjectId } from "../model/identities";
import { actionOf, type CaughtSignal, type PendingSignal, type RunningHandler } from "../model/owners/signalState";
import { defaultActionOf, hasSignal, isQueued, signalName, signalsIn } from "../model/signals";
import type { SignalRecord } from "../trace/record";
import { decodeSignalInformation, signalInformationLength, type SignalInformation } from "../trace/signalInformation";
import { originOf, type Interpretation } from "./interpretation";
import { memoryFault } from "./memoryFault";
import { endUsedNotification } from "./messageNotifications";
import type { Origin } from "./narration";
import type { ReturnedCall } from "./returnedCall";
import { causeOf } from "./signalCauses";
import { endInterrupted } from "./signalHandlers";
import { maskInHandler, settleMaskFor, signalsOfTask } from "./signalMasks";
import { pendingInstance, settleSend } from "./signalSends";
import { rememberStopSignal } from "./stopping";
import { tellInterrupted } from "./terminalSignals";
import type { Task } from "./tracedTasks";

interface Found {
    readonly instance: PendingSignal | undefined;
    readonly forThread: boolean;
}

/** The kernel looks at the thread's own queue first (kernel/signal.c, dequeue_signal). */
function find(interpretation: Interpretation, { process, tid }: Task, signal: string): Found {
    const own = pendingInstance(interpretation, process.id, tid, signal);
    if (own !== undefined) return { instance: own, forThread: true };
    return { instance: pendingInstance(interpretation, process.id, null, signal), forThread: false };
}

function findOrSettle(interpretation: Interpretation, task: Task, signal: number, time: number): Found {
    const name = signalName(signal);
    const found = find(interpretation, task, name);
    if (found.instance !== undefined || !settleSend(interpretation, task, signal, time)) return found;
    return find(interpretation, task, name);
}

/** Where nobody is known to have sent it, siginfo_t says why the kernel did. */
function findOrExplain(interpretation: Interpretation, task: Task, information: SignalInformation, found: Found, time: number): Found {
    const cause = found.instance === undefined ? causeOf(interpretation, task, information) : null;
    if (cause === null) return found;
    const signal = signalName(information.signal);
    const origin = originOf(task, time, null, 0);
    if (cause.cause.by === "terminal" && cause.cause.how === "typed") tellInterrupted(interpretation, task.process, signal, origin);
    interpretation.narration.tell(origin, { kind: "signalGenerated", signal, ...cause });
    if (cause.cause.by === "messageQueue") {
        const { senderPid } = information;
        const sender = senderPid === null ? undefined : interpretation.tasks.seenBy(task.process, senderPid);
        endUsedNotification(interpretation, origin, sender?.id);
    }
    return find(interpretation, task, signal);
}

/** A signal is about to be delivered to a thread. */
export function deliverSignal(interpretation: Interpretation, record: SignalRecord): void {
    const task = interpretation.startedTask(record.tid);
    if (task === undefined) return;
    const { time, stack, senderPid } = record;
    const signal = signalName(record.signal);
    const origin = originOf(task, time, null, stack);
    settleMaskFor(interpretation, task, signal, time);
    let found = findOrSettle(interpretation, task, record.signal, time);
    const sender = senderPid === null ? undefined : interpretation.tasks.seenBy(task.process, senderPid);
    found = findOrExplain(interpretation, task, record, found, time);
    const action = actionOf(interpretation.state.processes.get(task.process.id)?.signals, signal);
    if (defaultActionOf(signal) === "stop") rememberStopSignal(interpretation, task, record);
    const { value } = record;
    const fault = memoryFault(interpretation, task, record);
    const facts = {
        signal,
        sender: sender?.id ?? null,
        senderPid,
        ...generatedFacts(found, isStillQueued(record, signal, found.forThread)),
        ...(value !== null && { value }),
    };
    interpretation.narration.tell(
        origin,
        action === "ignored"
            ? { kind: "signalIgnored", ...facts }
            : {
                  kind: "signalDelivered",
                  ...facts,
                  ...(action !== null && { handled: action !== "default" }),
                  ...(fault !== undefined && { fault }),
              },
    );
    // Sent again after the kernel had taken the first one from its queue.
    if (isStillQueued(record, signal, found.forThread) && find(interpretation, task, signal).instance === undefined) {
        settleSend(interpretation, task, record.signal, time);
    }
    if (typeof action === "object" && action !== null) enter(interpretation, task, record, action, origin);
}

/** As the kernel said when it had taken the signal from its queue. */
function isStillQueued({ queued }: SignalRecord, signal: string, forThread: boolean): boolean {
    return queued !== null && !isQueued(signal) && hasSignal(forThread ? queued.thread : queued.process, signal);
}

/** Several that were taken for one, of which one is pending again: the kernel had taken the first before the others came. */
function generatedFacts(
    { instance, forThread }: Found,
    isStillPending: boolean,
): { readonly generated?: readonly number[]; readonly stillPending?: readonly number[]; readonly forThread?: true } {
    if (instance === undefined) return {};
    const { generated } = instance;
    const splits = isStillPending && generated.length > 1;
    return {
        generated: splits ? generated.slice(0, 1) : generated,
        ...(splits && { stillPending: generated.slice(1) }),
        ...(forThread && { forThread: true }),
    };
}

function enter(interpretation: Interpretation, task: Task, record: SignalRecord, action: CaughtSignal, origin: Origin): void {
    const signal = signalName(record.signal);
    abandonAbove(interpretation, task, record.time, (handler) => isLeft(interpretation, task, handler, record.stackPointer));
    endInterrupted(task, action);
    const blocked = signalsOfTask(interpretation, task)?.blocked ?? null;
    const interrupted = interpretation.sources.libraryFunction(record.stack);
    interpretation.narration.tell(origin, {
        kind: "handlerEntered",
        signal,
        handler: action.code,
        blocked: blocked === null ? null : signalsIn(maskInHandler(blocked, signal, action.mask, action.flags)),
        stackPointer: record.stackPointer,
        ...(interrupted !== undefined && { interrupted }),
        ...(action.flags.includes("SA_RESETHAND") && { once: true }),
    });
}

/** The thread stands above the frame of the handler, not below it as everything does that the handler calls (siglongjmp(3)). */
function isLeft(interpretation: Interpretation, task: Task, handler: RunningHandler, stackPointer: bigint): boolean {
    if (handler.stackPointer === 0n || stackPointer === 0n) return false;
    const alternative = signalsOfTask(interpretation, task)?.alternativeStack ?? null;
    const isOnAlternative =
        alternative !== null && stackPointer >= alternative.address && stackPointer < alternative.address + BigInt(alternative.size);
    return !isOnAlternative && stackPointer >= handler.stackPointer;
}

/** The innermost handlers of which that holds run no more. */
function abandonAbove(interpretation: Interpretation, task: Task, time: number, isGone: (handler: RunningHandler) => boolean): void {
    for (;;) {
        const last = signalsOfTask(interpretation, task)?.handlers.at(-1);
        if (last === undefined || !isGone(last)) return;
        interpretation.narration.tell(originOf(task, time, null, 0), { kind: "handlerAbandoned", signal: last.signal, handler: last.code });
    }
}

/** rt_sigreturn(2): the frame on the stack has the mask of before, and says where the handler began. */
export function handlerReturn(call: ReturnedCall): void {
    const { interpretation, task } = call;
    const frame = call.structure("frame", 264);
    const stackPointer = frame?.getBigUint64(120, true) ?? 0n;
    const blocked = frame === undefined ? null : signalsIn(frame.getBigUint64(256, true));
    const handlers = signalsOfTask(interpretation, task)?.handlers ?? [];
    const returned = handlers.findLast((each) => each.stackPointer === 0n || each.stackPointer === stackPointer);
    if (returned !== undefined) {
        abandonAbove(interpretation, task, call.time, (handler) => handler !== returned);
        call.tell({ kind: "handlerReturned", signal: returned.signal, handler: returned.code, blocked });
    } else if (blocked !== null) {
        call.tellAside({ kind: "signalMaskChanged", blocked, added: [], removed: [] });
    }
}

/** rt_sigtimedwait(2) returns the signal that it took. */
export function acceptSignal(call: ReturnedCall): void {
    const view = call.structure("information", signalInformationLength);
    tellAccepted(call, call.result, view === undefined ? null : decodeSignalInformation(view));
}

/** Of the read by which a signalfd gave it. */
interface Reading {
    readonly fd: number;
    readonly object: ObjectId;
}

/** `information`: null: the caller did not ask for it. */
export function tellAccepted(call: ReturnedCall, signal: number, information: SignalInformation | null, reading?: Reading): void {
    const { interpretation, task, time } = call;
    const known = findOrSettle(interpretation, task, signal, time);
    const found = information === null ? known : findOrExplain(interpretation, task, information, known, time);
    const value = information?.value ?? null;
    // What the kernel sends has no sender: a child's end is told where it ends.
    const senderPid = information === null || information.code > 0 ? null : information.senderPid;
    const sender = senderPid === null ? undefined : interpretation.tasks.seenBy(task.process, senderPid);
    call.tell({
        kind: "signalAccepted",
        signal: signalName(signal),
        sender: sender?.id ?? null,
        senderPid,
        ...generatedFacts(found, false),
        ...(value !== null && { value }),
        ...reading,
    });
}
