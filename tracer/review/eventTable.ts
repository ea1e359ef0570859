/** What is asked of many events at once, in columns: some forty bytes an event, and no event is made for it. */
import type { Event, EventKind } from "../model/event";
import type { ObjectId, ProcessId } from "../model/identities";
import { float64Column, noColumn, timeColumn, uint16Column, uint32Column, uint8Column, type Column, type SavedColumn } from "./column";
import { Durations, type SavedDurations } from "./durations";
import { Threads, type ThreadOfTrace } from "./threads";
import { Words } from "./words";

export interface SavedTable {
    readonly columns: readonly SavedColumn[];
    readonly longResults: ReadonlyMap<number, number>;
    readonly threads: readonly ThreadOfTrace[];
    /** Objects, kinds, calls, errors. */
    readonly names: readonly (readonly string[])[];
}

/** All by the event's seq, from 1 to `length`. */
export class EventTable {
    readonly threads = new Threads();
    /** Objects, kinds, calls and errors stand in columns by their numbers here. */
    readonly objectNames = new Words();
    readonly kindNames = new Words();
    readonly callNames = new Words();
    readonly errorNames = new Words();

    private readonly times = timeColumn();
    private readonly threadNumbers = uint32Column();
    private readonly kinds = uint16Column();
    /** 0: none; else the number of its name, and 1. Calls and errors likewise. */
    private readonly objects = uint32Column();
    private readonly calls = uint16Column();
    private readonly errors = uint16Column();
    private readonly results = uint32Column();
    private readonly longResults = new Map<number, number>();
    private readonly moved = float64Column();
    private readonly durations = new Durations();
    private readonly flags = uint8Column();

    get length(): number {
        return this.times.length;
    }

    /**
     * `duration`: nanoseconds from the call's entry to its return; null: unknown, or no call. `isReturn`: the first event that a call makes by
     * returning. `isFirst`: the first that its record tells of.
     */
    add(event: Event, duration: number | null, isReturn: boolean, isFirst: boolean): void {
        this.times.push(event.time);
        this.threadNumbers.push(this.threads.of(event.process, event.pid, event.tid).index);
        this.kinds.push(this.kindNames.numberOf(event.kind));
        const object = objectOf(event);
        this.objects.push(object === null ? 0 : this.objectNames.numberOf(object) + 1);
        this.calls.push(event.call === undefined ? 0 : this.callNames.numberOf(event.call) + 1);
        const error = "error" in event ? event.error : undefined;
        this.errors.push(error === undefined ? 0 : this.errorNames.numberOf(error) + 1);
        this.addResult("result" in event ? event.result : null);
        this.moved.push("length" in event && typeof event.length === "number" ? event.length : 0);
        this.durations.push(duration);
        this.flags.push((isReturn ? returnFlag : 0) | (isFirst ? firstFlag : 0));
    }

    /** Seconds since the start of the trace. */
    time(seq: number): number {
        return this.times.at(seq - 1);
    }

    threadNumber(seq: number): number {
        return this.threadNumbers.at(seq - 1);
    }

    thread(seq: number): ThreadOfTrace {
        return this.threads.at(this.threadNumber(seq));
    }

    process(seq: number): ProcessId {
        return this.thread(seq).process;
    }

    kindNumber(seq: number): number {
        return this.kinds.at(seq - 1);
    }

    kind(seq: number): EventKind {
        return this.kindNames.text(this.kindNumber(seq)) as EventKind;
    }

    /** 0: it concerns none; else 1 more than the number of the object's name. */
    objectNumber(seq: number): number {
        return this.objects.at(seq - 1);
    }

    object(seq: number): ObjectId | null {
        const number = this.objectNumber(seq);
        return number === 0 ? null : this.objectNames.text(number - 1);
    }

    /** The system call; null: none made it. */
    call(seq: number): string | null {
        const number = this.calls.at(seq - 1);
        return number === 0 ? null : this.callNames.text(number - 1);
    }

    /** "EAGAIN"; null: the call did not fail. */
    error(seq: number): string | null {
        const number = this.errors.at(seq - 1);
        return number === 0 ? null : this.errorNames.text(number - 1);
    }

    /** Whether the call failed. */
    hasFailed(seq: number): boolean {
        return this.errors.at(seq - 1) !== 0;
    }

    /** What the call returned; null: the event does not say. */
    result(seq: number): number | null {
        const value = this.results.at(seq - 1);
        if (value === noResult) return null;
        return value === longResult ? (this.longResults.get(seq) ?? null) : value | 0;
    }

    /** Bytes that it moved, or the length of the message; 0: none. */
    bytes(seq: number): number {
        return this.moved.at(seq - 1);
    }

    /** Seconds from the call's entry to its return; null: not known, or not a call. */
    duration(seq: number): number | null {
        const nanoseconds = this.durations.at(seq - 1);
        return nanoseconds === null ? null : nanoseconds / 1e9;
    }

    /** Whether a call returned with it: of the events that its return makes, the first. */
    isReturn(seq: number): boolean {
        return (this.flags.at(seq - 1) & returnFlag) !== 0;
    }

    /** Whether it is the first that its record tells of. */
    isFirst(seq: number): boolean {
        return (this.flags.at(seq - 1) & firstFlag) !== 0;
    }

    /** The last event at or before this time, 0 if there is none. */
    lastAt(time: number): number {
        const index = this.times.firstAtLeast(time);
        let seq = index;
        while (seq < this.length && this.times.at(seq) === time) seq += 1;
        return seq;
    }

    /** The first event at or after this time; one more than `length` if there is none. */
    firstAt(time: number): number {
        return this.times.firstAtLeast(time) + 1;
    }

    /** `begins`: by the seq of a wait's end that of its beginning, 0 for others. */
    saveDurations(begins: Uint32Array): SavedDurations {
        return this.durations.save((index) => this.waited(begins, index + 1));
    }

    /** When all else is loaded. */
    loadDurations(saved: SavedDurations, begins: Uint32Array): void {
        this.durations.load(saved, (index) => this.waited(begins, index + 1));
    }

    /** Without the durations. */
    save(): SavedTable {
        return {
            columns: this.columns().map((column) => column.save()),
            longResults: this.longResults,
            threads: this.threads.all,
            names: this.names().map((words) => words.all()),
        };
    }

    load({ columns, longResults, threads, names }: SavedTable): void {
        for (const [index, column] of this.columns().entries()) column.load(columns[index] ?? noColumn);
        for (const [index, words] of this.names().entries()) words.load(names[index] ?? []);
        for (const [seq, result] of longResults) this.longResults.set(seq, result);
        this.threads.load(threads);
    }

    /** A call that has waited has lasted so long: nanoseconds; null: no wait ends there. */
    private waited(begins: Uint32Array, seq: number): number | null {
        const from = begins[seq] ?? 0;
        return from === 0 ? null : Math.round(this.time(seq) * 1e9) - Math.round(this.time(from) * 1e9);
    }

    private columns(): readonly Column[] {
        return [this.times, this.threadNumbers, this.kinds, this.objects, this.calls, this.errors, this.results, this.moved, this.flags];
    }

    private names(): readonly Words[] {
        return [this.objectNames, this.kindNames, this.callNames, this.errorNames];
    }

    private addResult(result: number | null): void {
        const seq = this.times.length;
        if (result === null) {
            this.results.push(noResult);
        } else if (Number.isInteger(result) && Math.abs(result) < longestShort) {
            this.results.push(result >>> 0);
        } else {
            this.longResults.set(seq, result);
            this.results.push(longResult);
        }
    }
}

const returnFlag = 1;
const firstFlag = 2;
/** As signed numbers these are the two most negative ones. */
const noResult = 0x8000_0000;
const longResult = 0x8000_0001;
const longestShort = 0x7fff_fff0;

/** The object that the event concerns first. */
export function objectOf(event: Event): ObjectId | null {
    return "object" in event ? event.object : null;
}
