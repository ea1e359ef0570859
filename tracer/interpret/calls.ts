/** The records of system calls: entered, returned, or both at once. */
import { brokenPipe } from "../syscalls/errorNames";
import { syscallByNumber, type Syscall } from "../syscalls/table";
import type { CallRecord, Capture, EnterRecord, ExitRecord } from "../trace/record";
import { callWords } from "./callWords";
import { tellDelivered } from "./delivered";
import { EnteredCall } from "./enteredCall";
import { isImpossibleResult } from "./impossibleResult";
import { awaitedBy, failureOf, meaningOf } from "./mechanisms";
import { ReturnedCall } from "./returnedCall";
import type { CallBlocked, CallResumed } from "../model/owners/call";
import { isInHandler, originOf, type Interpretation } from "./interpretation";
import type { Writable } from "./narration";
import { tellBrokenAfterPart, tellBrokenPipe } from "./signalCauses";
import { isInterrupted } from "./signalHandlers";
import { keepsMask, maskDuring, settleMask, tellKeptMask } from "./signalMasks";
import type { PendingCall, Task } from "./tracedTasks";

export function enterCall(interpretation: Interpretation, record: EnterRecord): void {
    const task = interpretation.startedTask(record.tid);
    const row = syscallByNumber(record.nr);
    interpretation.narration.operations.begin(record.tid);
    if (task === undefined || row === undefined) return;
    const { args, captures, stack } = record;
    task.interrupted = null;
    settleMask(interpretation, task, record.time);
    const began = interpretation.state.at;
    const call = new EnteredCall(interpretation, task, row, args, captures, stack);
    const wait = row.waits === undefined ? null : awaitedBy(call, row.waits);
    const words = callWords(call, interpretation.sources.libraryFunction(stack), isInHandler(interpretation, task));
    const mask = wait === null ? undefined : maskDuring(call);
    task.maskReplaced = mask !== undefined;
    task.pending = { row, words, args, captures, stack, began, blocked: wait };
    if (wait !== null) {
        const fact = { seq: 0, time: 0, process: "", pid: 0, tid: 0, kind: "callBlocked" } as Writable<CallBlocked>;
        Object.assign(fact, wait);
        if (call.endsByItself()) fact.timed = true;
        if (mask !== undefined) fact.mask = mask;
        interpretation.narration.tellOwn(originOf(task, record.time, row.name, stack, words), fact);
    }
}

export function exitCall(interpretation: Interpretation, record: ExitRecord): void {
    const task = interpretation.startedTask(record.tid);
    const pending = task?.pending ?? null;
    if (task === undefined || pending === null || pending.row.number !== record.nr) return;
    if (isImpossibleResult(pending.row, pending.args, record.result)) {
        tellImpossible(interpretation, task, pending.row, record.time);
        return;
    }
    if (pending.blocked !== null) {
        interpretation.narration.record.givesUp = givesUp(pending, record.result);
        const { fd, object } = pending.blocked;
        const fact = { seq: 0, time: 0, process: "", pid: 0, tid: 0, kind: "callResumed", fd, object } as Writable<CallResumed>;
        if (task.maskReplaced && keepsMask(pending.row, record.result)) fact.keepsMask = true;
        interpretation.narration.tellOwn(originOf(task, record.time, pending.row.name, pending.stack, pending.words), fact);
    }
    const captures: readonly Capture[] = pending.captures.length === 0 ? record.captures : [...pending.captures, ...record.captures];
    const { row, args, stack, words } = pending;
    const call = new ReturnedCall(interpretation, task, row, args, captures, record.result, record.time, stack, words);
    if (pending.done !== true) returned(call);
    else if (record.result < 0) call.tellReturned();
    task.pending = null;
}

/** EINTR */
const interruptedByHandler = 4;

/** Whether its events tell of less than what it was made for: where its effect was told before, of nothing. */
function givesUp({ row, blocked, done }: PendingCall, result: number): boolean {
    if (result < 0) return isInterrupted(result) || result === -interruptedByHandler;
    return done === true || (row.returns === "bytes" && blocked?.awaits.what === "room" && result < blocked.awaits.length);
}

export function wholeCall(interpretation: Interpretation, record: CallRecord): void {
    const task = interpretation.startedTask(record.tid);
    const row = syscallByNumber(record.nr);
    interpretation.narration.operations.begin(record.tid);
    if (task === undefined || row === undefined) return;
    if (isImpossibleResult(row, record.args, record.result)) {
        tellImpossible(interpretation, task, row, record.exitTime);
        return;
    }
    task.pending = null;
    task.interrupted = null;
    settleMask(interpretation, task, record.exitTime);
    const call = new ReturnedCall(interpretation, task, row, record.args, record.captures, record.result, record.exitTime, record.stack);
    tellKeptMask(call);
    returned(call);
}

function tellImpossible(interpretation: Interpretation, task: Task, row: Syscall, time: number): void {
    const text = `The record of a ${row.name} of thread ${task.tid} is damaged, and left out: it says that more bytes were moved than asked for.`;
    interpretation.narration.tell(originOf(task, time, null, 0), { kind: "traceNote", text });
}

function returned(call: ReturnedCall): void {
    if (isInterrupted(call.result)) {
        call.tellInterrupted();
        call.task.interrupted = call;
    } else if (call.result >= 0) {
        meaningOf(call.row.meaning)(call);
        tellDelivered(call);
        tellBrokenAfterPart(call);
    } else {
        const failed = failureOf(call.row.meaning);
        if (failed === undefined) call.tellReturned();
        else failed(call);
        if (call.result === -brokenPipe) tellBrokenPipe(call);
    }
}
