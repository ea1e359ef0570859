/** The records of a trace as a log of strace(1), made as with `-f -ttt -yy -x -X raw`. */
import { errorName } from "../syscalls/errorNames";
import { syscallByNumber, type Syscall } from "../syscalls/table";
import type { CallRecord, EnterRecord, ExecRecord, ExitRecord, SignalRecord, TaskEndRecord, TraceRecord } from "../trace/record";
import { argumentTexts, knownAtEntry, resultText, type RecordedCall } from "./straceArguments";
import { quotedText, straceSignal } from "./straceText";

interface Entered {
    readonly row: Syscall;
    readonly record: EnterRecord;
    /** Its line is written. */
    readonly shown: boolean;
}

export class StraceLog {
    /** Seconds since the epoch. */
    private started = 0;
    private readonly entered = new Map<number, Entered>();
    private readonly executed = new Set<number>();

    /** The lines that a record makes. */
    lines(record: TraceRecord): readonly string[] {
        switch (record.type) {
            case "header":
                this.started = (Date.parse(record.header.started) || 0) / 1000;
                return [];
            case "call":
                return this.whole(record);
            case "enter":
                return this.enter(record);
            case "exit":
                return this.exit(record);
            case "exec":
                return this.execute(record);
            case "exited":
                return [this.line(record.tid, record.time, endText(record))];
            case "signal":
                return [this.line(record.tid, record.time, signalText(record))];
            case "jobControl":
                if (record.signal === 0) return [];
                return [this.line(record.tid, record.time, `--- stopped by ${straceSignal(record.signal)} ---`)];
            default:
                return [];
        }
    }

    private line(tid: number, time: number, text: string): string {
        return `${String(tid).padEnd(5)} ${(this.started + time / 1e9).toFixed(6)} ${text}`;
    }

    private whole(record: CallRecord): readonly string[] {
        const row = syscallByNumber(record.nr);
        if (row === undefined) return [];
        const { args, captures, result } = record;
        return [this.line(record.tid, record.time, wholeText({ row, args, captures, result }))];
    }

    /** What execve(2) ran is told by a record of its own, before it returns. */
    private enter(record: EnterRecord): readonly string[] {
        const row = syscallByNumber(record.nr);
        if (row === undefined) return [];
        const shown = row.meaning !== "execute";
        this.entered.set(record.tid, { row, record, shown });
        if (!shown) return [];
        const { args, captures, tid, time } = record;
        const texts = argumentTexts({ row, args, captures, result: null }).slice(0, knownAtEntry(row));
        if (row.meaning === "exit") return [this.line(tid, time, `${row.name}(${texts.join(", ")}) = ?`)];
        return [
            this.line(tid, time, `${row.name}(${texts.join(", ")}${texts.length === row.arguments.length ? "" : ", "} <unfinished ...>`),
        ];
    }

    private exit(record: ExitRecord): readonly string[] {
        const entered = this.entered.get(record.tid);
        this.entered.delete(record.tid);
        if (entered === undefined || this.executed.delete(record.tid)) return [];
        const { row, shown } = entered;
        const captures = [...entered.record.captures, ...record.captures];
        const call = { row, args: entered.record.args, captures, result: record.result };
        if (!shown) return [this.line(record.tid, record.time, wholeText(call))];
        const rest = argumentTexts(call).slice(knownAtEntry(row)).join(", ");
        return [this.line(record.tid, record.time, `<... ${row.name} resumed>${rest}) = ${resultText(call, errorName)}`)];
    }

    private execute({ pid, formerTid, time, path, arguments: words }: ExecRecord): readonly string[] {
        if (this.entered.has(formerTid)) {
            const entered = this.entered.get(formerTid);
            this.entered.delete(formerTid);
            if (entered !== undefined) this.entered.set(pid, entered);
            this.executed.add(pid);
        }
        return [this.line(pid, time, `execve(${quotedText(path)}, [${words.map(quotedText).join(", ")}], 0x1 /* 0 vars */) = 0`)];
    }
}

function wholeText(call: RecordedCall): string {
    return `${call.row.name}(${argumentTexts(call).join(", ")}) = ${resultText(call, errorName)}`;
}

function endText({ waitStatus }: TaskEndRecord): string {
    const [signalMask, dumpFlag] = [0x7f, 0x80];
    const signal = waitStatus & signalMask;
    if (signal === 0) return `+++ exited with ${(waitStatus >> 8) & 0xff} +++`;
    return `+++ killed by ${straceSignal(signal)}${(waitStatus & dumpFlag) === 0 ? "" : " (core dumped)"} +++`;
}

function signalText({ signal, code, senderPid }: SignalRecord): string {
    const name = straceSignal(signal);
    return `--- ${name} {si_signo=${name}, si_code=${code}${senderPid === null ? "" : `, si_pid=${senderPid}, si_uid=0`}} ---`;
}
