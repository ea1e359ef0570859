/** Turns the lines of a log into the records that the engine would have written of the same run, as far as the log tells. */
import type { CallLine, EndLine, LogLine, SignalLine, StoppedLine, UnfinishedLine } from "../strace-parser/logLine";
import type { EnterRecord, Nanoseconds } from "../trace/record";
import type { WrittenRecord } from "../traceFile/encodeRecord";
import { withoutArgumentNames } from "./argumentNames";
import { beginningOf, type Beginning } from "./beginning";
import { entryCaptures, exitCaptures } from "./captures";
import { Clock } from "./clock";
import { constant } from "./constants";
import { Directories } from "./directories";
import { firstRecords } from "./firstRecords";
import { execRecord } from "./execRecord";
import { Limits } from "./limits";
import { loggedCall, registersOf, type LoggedCall } from "./loggedCall";
import { MadeObjects } from "./madeObjects";
import { Objects } from "./objects";
import { learnPathType } from "./pathTypes";
import { RecordQueue } from "./recordQueue";
import { signalRecord } from "./signalRecord";
import { cloneFlagsOf, taskRecord } from "./taskCreation";
import { isThread, Tasks, type Creation, type LoggedTask } from "./tasks";
import { waitStatus } from "./structures";

type CallOfLog = CallLine | UnfinishedLine;

/** The first process and its descriptors are found in so many lines. */
const lookedAhead = 2000;

export class LogImporter {
    /** What the first lines tell; null: not enough of them were there. */
    beginning: Beginning | null = null;
    /** Calls of the log, traced or not. */
    calls = 0;
    readonly limits = new Limits();
    readonly clock = new Clock();
    private held: LogLine[] = [];
    private readonly tasks = new Tasks();
    private readonly directories = new Directories();
    private readonly objects = new Objects();
    private readonly made = new MadeObjects(this.objects);
    private readonly queue = new RecordQueue((call, tid, time) => this.enterRecord(call, tid, time));
    /** Threads whose `enter` is written. */
    private readonly entered = new Set<number>();
    /** Lines of threads that several others may have made. */
    private readonly aside = new Map<number, LogLine[]>();
    /** The thread whose execve has taken the number of its process. */
    private readonly former = new Map<number, number>();
    private readonly stopped = new Set<number>();
    private readonly seen = new Set<number>();
    private time = 0;
    private waitStatus = 0;

    take(told: LogLine): void {
        const line = withoutArgumentNames(told);
        if (this.beginning !== null) this.read(line);
        else if (this.held.push(line) >= lookedAhead) this.begin();
    }

    /** Of the trace, so far. */
    get records(): number {
        return this.queue.records;
    }

    /** The records that are certain so far, as they stand in a trace, each once. */
    drain(): Buffer {
        return this.queue.drain();
    }

    /** The log has no more lines. Returns the records that are left. */
    end(): Buffer {
        const beginning = this.beginning ?? this.begin();
        for (const lines of [...this.aside.values()]) for (const line of lines) this.readOf(line, this.adopt(pidOf(line) ?? 0));
        this.queue.settleAll();
        this.limits.silent = this.tasks.all.filter(({ tid, pid }) => tid === pid && !this.seen.has(tid)).length;
        this.limits.timed = this.clock.known;
        for (const text of this.limits.sentences(beginning)) this.write({ type: "note", time: this.time, text });
        const left = this.tasks.all.length > 0;
        this.write({ type: "end", time: this.time, waitStatus: this.waitStatus, cause: left ? "left" : "ended" });
        return this.queue.drain();
    }

    private begin(): Beginning {
        const { held } = this;
        this.held = [];
        const beginning = beginningOf(held);
        this.beginning = beginning;
        this.limits.described = beginning.described;
        for (const pid of new Set([beginning.pid, ...beginning.inherited.keys()])) this.tasks.begin(pid, pid);
        this.directories.begin(beginning.pid, beginning.directory);
        for (const record of firstRecords(beginning, this.objects)) this.write(record);
        for (const line of held) {
            if (line === beginning.launch) this.time = this.clock.at(line.prefix);
            else this.read(line);
        }
        return beginning;
    }

    private read(line: LogLine): void {
        if (line.kind === "bad") this.limits.badLine(line.line);
        if (line.kind === "remark" && line.text.endsWith("is not in the log")) this.limits.lostBeginnings++;
        if (line.kind === "bad" || line.kind === "remark" || line.kind === "frame") return;
        const tid = line.prefix.pid ?? this.onlyOne();
        const task = this.tasks.find(tid) ?? this.newcomer(tid, line);
        if (task !== undefined) this.readOf(line, task);
    }

    /** A process that is alone has no number in a log on a terminal. */
    private onlyOne(): number {
        const pid = this.beginning?.pid ?? 0;
        if (this.tasks.find(pid) !== undefined) return pid;
        const [only, another] = this.tasks.all;
        return only !== undefined && another === undefined ? only.tid : pid;
    }

    /** Undefined: it waits until somebody says that he has made it. */
    private newcomer(tid: number, line: LogLine): LoggedTask | undefined {
        const creation = this.tasks.onlyCreation();
        const waiting = this.aside.get(tid);
        if (waiting === undefined && creation !== undefined && creation !== null) return this.create(tid, creation);
        if (waiting === undefined && creation === null) return line.kind === "end" ? undefined : this.adopt(tid);
        if (waiting === undefined) this.aside.set(tid, [line]);
        else waiting.push(line);
        return undefined;
    }

    /** strace has come to it later (-p), or its creation is not in the log. */
    private adopt(tid: number): LoggedTask {
        const task = this.tasks.begin(tid, tid);
        this.write(taskRecord(this.time, task, null));
        return task;
    }

    private create(tid: number, creation: Creation): LoggedTask {
        const { creator, flags } = creation;
        this.tasks.leaveCreation(creator, tid);
        const task = { tid, pid: isThread(flags) ? creator.pid : tid };
        this.write(taskRecord(this.time, task, creation));
        if (task.pid === tid) this.directories.begin(tid, this.directories.find(creator.pid) || null);
        return this.tasks.begin(tid, task.pid);
    }

    private readOf(line: LogLine, task: LoggedTask): void {
        if (line.kind === "bad" || line.kind === "remark" || line.kind === "frame") return;
        this.seen.add(task.pid);
        this.time = this.clock.at(line.prefix);
        if (line.kind !== "stopped" && line.kind !== "end" && this.stopped.delete(task.pid)) this.control(task, 0); // It runs again.
        switch (line.kind) {
            case "call":
            case "unfinished":
                this.call(line, task);
                break;
            case "signal":
                this.signal(line, task);
                break;
            case "stopped":
                this.stop(line, task);
                break;
            case "end":
                this.endTask(line, task);
                break;
            case "superseded":
                this.former.set(task.tid, line.by);
                break;
        }
    }

    private call(line: CallOfLog, task: LoggedTask): void {
        if (line.kind === "call") this.calls++;
        this.directories.see(task.pid, line);
        learnPathType(line, (path) => this.directories.absolute(task.pid, path), this.objects);
        const call = loggedCall(line);
        if (call === undefined) return;
        const caller = this.former.get(task.tid) ?? task.tid;
        const { result } = call;
        const { creates } = call.row;
        if (line.kind === "unfinished" || result === null) {
            if (!this.entered.has(caller)) this.enter(call, task, line.kind === "unfinished" && line.whole === true);
            if (line.kind === "unfinished" && creates) this.tasks.enterCreation(task, cloneFlagsOf(call));
            return;
        }
        if (call.row.meaning === "wait4" && result > 0) this.bury(result, call);
        if (creates && result > 0) this.returnFromCreation(call, task, result);
        else if (call.row.meaning === "execute" && result === 0) this.execute(line, call, task, caller);
        else if (this.entered.delete(task.tid)) this.exit(call, task, result);
        else this.whole(line, call, task, result);
        if (creates) this.tasks.leaveCreation(task);
    }

    private whole(line: CallLine, call: LoggedCall, task: LoggedTask, result: number): void {
        const captures = exitCaptures(call, this.made, entryCaptures(call, this.made));
        const exitTime = this.time + Math.round((line.duration ?? 0) * 1e9);
        const { tid } = task;
        this.countCut(captures);
        this.write({
            type: "call",
            time: this.time,
            exitTime,
            tid,
            nr: call.row.number,
            args: registersOf(call),
            result,
            stack: 0,
            captures,
        });
    }

    /** `whole`: no more will be told of it before it returns. */
    private enter(call: LoggedCall, { tid }: LoggedTask, whole = false): void {
        this.entered.add(tid);
        if (whole) this.write(this.enterRecord(call, tid, this.time));
        else this.queue.enter(tid, this.time, call);
    }

    private enterRecord(call: LoggedCall, tid: number, time: Nanoseconds): EnterRecord {
        const captures = entryCaptures(call, this.made);
        this.countCut(captures);
        return { type: "enter", time, tid, nr: call.row.number, args: registersOf(call), stack: 0, captures };
    }

    private exit(call: LoggedCall, { tid }: LoggedTask, result: number): void {
        const captures = exitCaptures(call, this.made);
        this.countCut(captures);
        this.queue.settle(tid, call);
        this.write({ type: "exit", time: this.time, tid, nr: call.row.number, result, captures });
    }

    private countCut(captures: readonly { readonly status: string }[]): void {
        for (const { status } of captures) if (status === "cut") this.limits.cutStrings++;
    }

    /** The child is there before its creator knows. */
    private returnFromCreation(call: LoggedCall, task: LoggedTask, child: number): void {
        if (!this.entered.has(task.tid)) this.enter(call, task);
        if (!this.tasks.knowsChild(task, child)) this.create(child, { creator: task, flags: cloneFlagsOf(call) });
        this.entered.delete(task.tid);
        this.exit(call, task, child);
        const waiting = this.aside.get(child) ?? [];
        this.aside.delete(child);
        const created = this.tasks.find(child);
        if (created !== undefined) for (const line of waiting) this.readOf(line, created);
    }

    private execute(line: CallLine, call: LoggedCall, task: LoggedTask, formerTid: number): void {
        if (!this.entered.has(formerTid)) this.enter(call, task);
        this.entered.delete(formerTid);
        this.former.delete(task.tid);
        this.write(execRecord(line, this.time, { pid: task.pid, formerTid, directories: this.directories }));
        this.exit(call, this.tasks.keepOnly(task.pid), 0);
    }

    /** A child that the log does not follow has ended, as its parent is told. */
    private bury(pid: number, call: LoggedCall): void {
        const child = this.tasks.find(pid);
        const status = waitStatus(call.arguments[call.row.arguments.indexOf("status")]);
        const isAlive = status === undefined || (status & 0xff) === 0x7f || status === 0xffff;
        if (child !== undefined && !isAlive && !this.seen.has(pid)) this.endAs(child, status);
    }

    private signal(line: SignalLine, task: LoggedTask): void {
        const record = signalRecord(line, task.tid, this.time);
        if (record !== undefined) this.write(record);
    }

    private stop(line: StoppedLine, task: LoggedTask): void {
        if (this.stopped.has(task.pid)) return;
        this.stopped.add(task.pid);
        this.control(task, constant(line.signal) ?? 0);
    }

    private control({ tid, pid }: LoggedTask, signal: number): void {
        this.write({ type: "jobControl", time: this.time, tid, pid, signal });
    }

    private endTask({ how }: EndLine, task: LoggedTask): void {
        const dumpFlag = 0x80;
        this.endAs(task, "exited" in how ? how.exited << 8 : (constant(how.killed) ?? 0) | (how.dumped ? dumpFlag : 0));
    }

    private endAs({ tid, pid }: LoggedTask, status: number): void {
        for (const type of ["exiting", "exited"] as const) this.write({ type, time: this.time, tid, pid, waitStatus: status });
        if (tid === this.beginning?.pid) this.waitStatus = status;
        this.tasks.end(tid);
        this.entered.delete(tid);
        if (tid === pid) this.directories.end(pid);
    }

    private write(record: WrittenRecord): void {
        this.queue.push(record);
    }
}

function pidOf(line: LogLine): number | null {
    return line.kind === "bad" ? null : line.prefix.pid;
}
