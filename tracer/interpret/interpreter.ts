/**
 * Turns the records of a trace into events, in order, and keeps the state that they lead to.
 *
 * Records come from outside: a number that is not known (of a task, a descriptor, a call) is no error. At worst the
 * record says nothing, or a descriptor appears as one that was there before.
 */
import type { Event } from "../events/event";
import type { State } from "../model/state";
import type { SourceLookup } from "../symbols/sourceLookup";
import { signalName } from "../syscalls/signalNames";
import type { TraceRecord } from "../trace/record";
import { enterCall, exitCall, wholeCall } from "./calls";
import { createTask, executeProgram, startLaunched } from "./creations";
import { buryProcess, endTask } from "./endings";
import { originOf, Session } from "./session";
import { deliver } from "./signalHandlers";
import { adoptTables } from "./snapshotTables";

type RecordType = TraceRecord["type"];
/** One kind of record may stand for several types. */
type RecordOf<T extends RecordType, R = TraceRecord> = R extends { readonly type: infer U } ? (T extends U ? R : never) : never;
type Reader<T extends RecordType> = (session: Session, record: RecordOf<T>) => void;

const readers: { readonly [T in RecordType]: Reader<T> } = {
    header(session, { header }) {
        session.directory = header.directory;
    },
    task: createTask,
    call: wholeCall,
    enter: enterCall,
    exit: exitCall,
    exec: executeProgram,
    exiting(session, record) {
        const task = session.tasks.task(record.tid);
        if (task !== undefined) endTask(session, task, record.waitStatus, record.time);
    },
    exited(session, record) {
        const task = session.tasks.task(record.tid);
        if (task !== undefined) endTask(session, task, record.waitStatus, record.time);
        const process = session.tasks.process(record.pid);
        if (record.tid === record.pid && process !== undefined) buryProcess(session, process, record.waitStatus, record.time);
    },
    signal(session, record) {
        const task = session.startedTask(record.tid);
        if (task === undefined) return;
        const { senderPid } = record;
        const sender = senderPid === null ? undefined : session.tasks.process(senderPid);
        session.narration.tell(originOf(task, record.time, null, record.stack), {
            kind: "signalDelivered",
            signal: signalName(record.signal),
            sender: sender?.id ?? null,
            senderPid,
        });
        deliver(task, record.signal);
    },
    stop(session, record) {
        const task = session.startedTask(record.tid);
        if (task === undefined) return;
        const { reason, othersFrozen, signal } = record;
        session.narration.tell(originOf(task, record.time, null, record.stack), {
            kind: "processStopped",
            reason,
            othersFrozen,
            ...(signal > 0 && { signal: signalName(signal) }),
        });
    },
    resume(session, record) {
        const task = session.startedTask(record.tid);
        if (task !== undefined) session.narration.tell(originOf(task, record.time, null, 0), { kind: "processResumed" });
    },
    jobControl(session, record) {
        const task = session.startedTask(record.tid);
        if (task !== undefined) {
            session.narration.tell(
                originOf(task, record.time, null, 0),
                record.signal > 0 ? { kind: "processSuspended", signal: signalName(record.signal) } : { kind: "processContinued" },
            );
        }
    },
    snapshot: adoptTables,
    end(session, record) {
        tellOfTrace(session, record.time, { kind: "traceEnded", cause: record.cause });
    },
    note(session, record) {
        tellOfTrace(session, record.time, { kind: "traceNote", text: record.text });
    },
    stack() {},
    module() {},
};

/** What concerns the whole trace is told of its first process. */
function tellOfTrace(session: Session, time: number, fact: Parameters<Session["narration"]["tell"]>[1]): void {
    const pid = session.tasks.first?.pid ?? 0;
    session.narration.tell({ time, process: "p1", pid, tid: pid, call: null, stack: 0 }, fact);
}

export class Interpreter {
    private readonly session: Session;

    constructor(sources: SourceLookup) {
        this.session = new Session(sources);
    }

    get state(): State {
        return this.session.state;
    }

    /** The events that a record stands for; often one, sometimes none or several. */
    read(record: TraceRecord): readonly Event[] {
        startLaunched(this.session, record);
        const reader = readers[record.type] as (session: Session, record: TraceRecord) => void;
        reader(this.session, record);
        return this.session.narration.take();
    }
}
