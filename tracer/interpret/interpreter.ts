/**
 * Turns the records of a trace into events, in order, and keeps the state that they lead to.
 *
 * Records come from outside: a number that is not known (of a task, a descriptor, a call) is no error. At worst the
 * record says nothing, or a descriptor appears as one that was there before.
 */
import type { Event } from "../model/event";
import type { State } from "../model/state";
import type { SourceLookup } from "../symbols/sourceLookup";
import { signalName } from "../model/signals";
import type { TraceRecord } from "../trace/record";
import { enterCall, exitCall, wholeCall } from "./calls";
import { seeContents } from "./contents";
import { createTask, executeProgram, startLaunched } from "./creations";
import { buryProcess, endTask } from "./endings";
import { Interpretation, originOf } from "./interpretation";
import { seeRobustList } from "./futex/owners";
import { stopOrContinue } from "./stopping";
import { tellAccess } from "./memory";
import { transfersOfKind } from "./mechanisms";
import type { Fact, Witness } from "./narration";
import { tellHangUps } from "./pseudoterminals";
import { deliverSignal } from "./signalDelivery";
import { adoptTables } from "./snapshotTables";

type RecordType = TraceRecord["type"];
/** One kind of record may stand for several types. */
type RecordOf<T extends RecordType, R = TraceRecord> = R extends { readonly type: infer U } ? (T extends U ? R : never) : never;
type Reader<T extends RecordType> = (interpretation: Interpretation, record: RecordOf<T>) => void;

const readers: { readonly [T in RecordType]: Reader<T> } = {
    header(interpretation, { header }) {
        interpretation.directory = header.directory === "" ? null : header.directory;
    },
    task: createTask,
    call: wholeCall,
    enter: enterCall,
    exit: exitCall,
    exec: executeProgram,
    exiting(interpretation, record) {
        const task = interpretation.tasks.task(record.tid);
        if (task !== undefined) endTask(interpretation, task, record.waitStatus, record.time);
    },
    exited(interpretation, record) {
        const task = interpretation.tasks.task(record.tid);
        if (task !== undefined) endTask(interpretation, task, record.waitStatus, record.time);
        const process = interpretation.tasks.process(record.pid);
        if (record.tid === record.pid && process !== undefined) buryProcess(interpretation, process, record.waitStatus, record.time);
    },
    signal: deliverSignal,
    stop(interpretation, record) {
        const task = interpretation.startedTask(record.tid);
        if (task === undefined) return;
        const { reason, othersFrozen, signal } = record;
        interpretation.narration.tell(originOf(task, record.time, null, record.stack), {
            kind: "processStopped",
            reason,
            othersFrozen,
            ...(signal > 0 && { signal: signalName(signal) }),
        });
    },
    resume(interpretation, record) {
        const task = interpretation.startedTask(record.tid);
        if (task !== undefined) interpretation.narration.tell(originOf(task, record.time, null, 0), { kind: "processResumed" });
    },
    jobControl: stopOrContinue,
    memory: tellAccess,
    robustList: seeRobustList,
    operation(interpretation, record) {
        const process = interpretation.startedTask(record.tid)?.process;
        if (process !== undefined) interpretation.narration.noteOperation(process.id, record);
    },
    snapshot: adoptTables,
    contents: seeContents,
    end(interpretation, record) {
        tellOfTrace(interpretation, record.time, { kind: "traceEnded", cause: record.cause });
    },
    note(interpretation, record) {
        tellOfTrace(interpretation, record.time, { kind: "traceNote", text: record.text });
    },
    stack() {},
    module() {},
    script() {},
    lines() {},
    source() {},
    environment() {},
};

/** What concerns the whole trace is told of its first process. */
function tellOfTrace(interpretation: Interpretation, time: number, fact: Fact): void {
    const pid = interpretation.tasks.first?.pid ?? 0;
    interpretation.narration.tell({ time, process: "p1", pid, tid: pid, call: null, stack: 0 }, fact);
}

export class Interpreter {
    private readonly interpretation: Interpretation;

    constructor(sources: SourceLookup) {
        this.interpretation = new Interpretation(sources, transfersOfKind);
    }

    /** The state after all that was read. */
    get state(): State {
        return this.interpretation.narration.look();
    }

    /** As it is at this moment: for asking, not for keeping. */
    get now(): State {
        return this.interpretation.state;
    }

    look(): State {
        return this.interpretation.narration.look();
    }

    /** It hears of each event from now on, before the state goes on by it. */
    tellBefore(witness: Witness): void {
        this.interpretation.narration.witness = witness;
    }

    /** The events that a record stands for; often one, sometimes none or several. */
    read(record: TraceRecord): readonly Event[] {
        startLaunched(this.interpretation, record);
        const reader = readers[record.type] as (interpretation: Interpretation, record: TraceRecord) => void;
        const { runs, state, tasks } = this.interpretation;
        runs.before(record, state, tasks);
        reader(this.interpretation, record);
        if (this.interpretation.masters.size > 0 && "time" in record) tellHangUps(this.interpretation, record.time);
        runs.after(record, this.interpretation.state, tasks);
        return this.interpretation.narration.take();
    }
}
