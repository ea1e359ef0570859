/** Which system call made an event, with its arguments and its result. */
import { argumentTexts, knownAtEntry, resultText, type RecordedCall } from "../../tracer/export/straceArguments";
import { errorName } from "../../tracer/syscalls/errorNames";
import { syscallByNumber } from "../../tracer/syscalls/table";
import type { TraceRecord } from "../../tracer/trace/record";

interface Made {
    readonly call: RecordedCall;
    /** Of the call: its entry and its return have the same. */
    readonly number: number;
}

export interface ToldCall {
    readonly name: string;
    /** As strace(1) writes them; those that the call fills in are missing as long as it has not returned. */
    readonly arguments: readonly { readonly name: string; readonly text: string }[];
    /** null: it has not returned. */
    readonly result: string | null;
}

export class RecordedCalls {
    /** By seq. */
    private readonly made: (Made | null)[] = [null];
    private readonly entered = new Map<number, Made>();
    /** By thread: the events of what its call has made before the trace tells of the call's return, from the first up to the last. */
    private readonly beforeReturn = new Map<number, readonly [first: number, last: number]>();
    private count = 0;

    /** The record has told of the events up to this one. */
    add(record: TraceRecord, length: number): void {
        const made = this.callOf(record);
        const first = this.made.length;
        while (this.made.length <= length) this.made.push(made);
        const maker = makerOf(record);
        if (maker !== null && length >= first) this.beforeReturn.set(maker.before, [first, length]);
        if (maker !== null && maker.after !== maker.before) this.rename(maker.before, maker.after);
        if ((record.type === "call" || record.type === "enter" || record.type === "exit") && made !== null) {
            this.claim(record.tid, made);
            if (record.type !== "enter") this.beforeReturn.delete(record.tid);
        }
    }

    /** null: no call made it. */
    at(seq: number): ToldCall | null {
        const made = this.made[seq];
        if (made === null || made === undefined) return null;
        const { row, result } = made.call;
        const texts = argumentTexts(made.call).slice(0, result === null ? knownAtEntry(row) : undefined);
        return {
            name: row.name,
            arguments: texts.map((text, index) => named(text) ?? { name: row.arguments[index] ?? `argument ${index + 1}`, text }),
            result: result === null ? null : resultText(made.call, errorName),
        };
    }

    /** Whether a call made it; else a signal, the end of a process or the like has. */
    isCall(seq: number): boolean {
        return (this.made[seq] ?? null) !== null;
    }

    /** Whether one call made both events. */
    sameCall(one: number, other: number): boolean {
        return one === other || (this.isCall(one) && this.made[one]?.number === this.made[other]?.number);
    }

    private claim(tid: number, made: Made): void {
        const [first, last] = this.beforeReturn.get(tid) ?? [1, 0];
        for (let seq = first; seq <= last; seq++) this.made[seq] = made;
    }

    /** After execve a thread has the number of its process. */
    private rename(before: number, after: number): void {
        const events = this.beforeReturn.get(before);
        this.beforeReturn.delete(before);
        if (events !== undefined) this.beforeReturn.set(after, events);
        const call = this.entered.get(before);
        this.entered.delete(before);
        if (call !== undefined) this.entered.set(after, call);
    }

    private callOf(record: TraceRecord): Made | null {
        switch (record.type) {
            case "call":
            case "enter": {
                const row = syscallByNumber(record.nr);
                if (row === undefined) return null;
                const { args, captures } = record;
                const result = record.type === "call" ? record.result : null;
                const made = { call: { row, args, captures, result }, number: this.count++ };
                if (record.type === "enter") this.entered.set(record.tid, made);
                return made;
            }
            case "exit": {
                const made = this.entered.get(record.tid);
                this.entered.delete(record.tid);
                if (made === undefined) return null;
                const { call, number } = made;
                return { call: { ...call, captures: [...call.captures, ...record.captures], result: record.result }, number };
            }
            case "task":
            case "exec":
                return this.entered.get(record.type === "task" ? record.creatorTid : record.formerTid) ?? null;
            default:
                return null;
        }
    }
}

/** Of what fork(2) and execve(2) make, which is told before they return: the thread that is in the call, and its number afterwards. */
function makerOf(record: TraceRecord): { readonly before: number; readonly after: number } | null {
    if (record.type === "task" && record.creatorTid > 0) return { before: record.creatorTid, after: record.creatorTid };
    return record.type === "exec" ? { before: record.formerTid, after: record.pid } : null;
}

/** `flags=SIGCHLD`: strace has the arguments of clone(2) in an order of its own, with names before them. Undefined: this one has none. */
function named(text: string): { readonly name: string; readonly text: string } | undefined {
    const [, name, value] = /^([a-z_]+)=(.*)$/s.exec(text) ?? [];
    return name === undefined || value === undefined ? undefined : { name, text: value };
}
