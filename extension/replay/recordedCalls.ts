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
    private count = 0;

    /** The record has told of the events up to this one. */
    add(record: TraceRecord, length: number): void {
        const made = this.callOf(record);
        while (this.made.length <= length) this.made.push(made);
    }

    /** null: no call made it. */
    at(seq: number): ToldCall | null {
        const made = this.made[seq];
        if (made === null || made === undefined) return null;
        const { row, result } = made.call;
        const texts = argumentTexts(made.call).slice(0, result === null ? knownAtEntry(row) : undefined);
        return {
            name: row.name,
            arguments: texts.map((text, index) => ({ name: row.arguments[index] ?? `argument ${index + 1}`, text })),
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
            default:
                return null;
        }
    }
}
