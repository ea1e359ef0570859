/** A trace that is replayed: its events, and with each the stack and the call that made it. */
import { TraceReading } from "../../tracer/review/traceReading";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { SymbolLookup } from "../../tracer/symbols/symbolLookup";
import { isUserCode } from "../../tracer/symbols/userCode";
import type { StackRecord, TraceRecord } from "../../tracer/trace/record";
import { readTraceWithLines } from "../../tracer/traceFile/readTraceWithLines";
import { RecordedCalls } from "./recordedCalls";

/** A function on the stack of a call. */
export interface Frame {
    readonly function: string;
    /** null: not known. */
    readonly file: string | null;
    readonly line: number;
    /** The name of the executable or library. */
    readonly module: string;
    /** Whether the user wrote it. */
    readonly own: boolean;
}

const noFrames: readonly Frame[] = [];

export class Recording {
    readonly calls = new RecordedCalls();
    private readonly reading: TraceReading;
    /** Files that the trace has with it, by their paths. */
    readonly sources = new Map<string, string>();
    /** By the stack's number. */
    private readonly stacks = new Map<number, readonly Frame[]>();
    /** By seq: the number of the stack; 0: none. */
    private readonly stackOf: number[] = [0];
    /** By thread: the stack with which it entered its call. */
    private readonly entered = new Map<number, number>();
    /** By seq: the event of the same thread before it, and after it; 0: there is none. */
    private readonly before: number[] = [0];
    private readonly after: number[] = [0];

    private constructor(
        path: string,
        private readonly lookup: SymbolLookup,
    ) {
        this.reading = new TraceReading(path, lookup);
    }

    /** `note` gets sentences about what is wrong with the trace, and why lines are unknown. Throws a TraceError when it is none. */
    static async open(path: string, note: (sentence: string) => void): Promise<Recording> {
        const lookup = new SymbolLookup(note);
        const recording = new Recording(path, lookup);
        for await (const records of readTraceWithLines(path, lookup, note)) for (const record of records) recording.add(record);
        recording.chain();
        return recording;
    }

    get trace(): RecordedTrace {
        return this.reading.trace;
    }

    get length(): number {
        return this.trace.length;
    }

    /** Of code that the user wrote. */
    get hasLines(): boolean {
        for (const frames of this.stacks.values()) if (frames.some(({ own }) => own)) return true;
        return false;
    }

    /** The innermost first; empty: not known. */
    frames(seq: number): readonly Frame[] {
        return this.stacks.get(this.stackOf[seq] ?? 0) ?? noFrames;
    }

    /** Those that the user wrote. */
    ownFrames(seq: number): readonly Frame[] {
        return this.frames(seq).filter(({ own }) => own);
    }

    /** Events with the same number have the same stack; 0: none is known. */
    stackNumber(seq: number): number {
        return this.stackOf[seq] ?? 0;
    }

    /** The next event of the same thread, or the one before; 0: there is none. */
    neighbour(seq: number, direction: 1 | -1): number {
        return (direction === 1 ? this.after : this.before)[seq] ?? 0;
    }

    /** The last event of a thread at or before this one; 0: it has done nothing yet. */
    lastOf(thread: number, seq: number): number {
        const { events } = this.trace;
        let at = Math.min(seq, this.length);
        while (at > 0 && events.threadNumber(at) !== thread) at -= 1;
        return at;
    }

    /** The first event of a thread behind this one; 0: it does nothing any more. */
    firstOf(thread: number, seq: number): number {
        const { events } = this.trace;
        for (let at = seq + 1; at <= this.length; at++) if (events.threadNumber(at) === thread) return at;
        return 0;
    }

    /** The event before it that a call of the same thread made; 0: there is none. */
    callBefore(seq: number): number {
        let at = this.neighbour(seq, -1);
        while (at > 0 && !this.calls.isCall(at)) at = this.neighbour(at, -1);
        return at;
    }

    /** The first of the events that one call made. */
    beginOfCall(seq: number): number {
        let first = seq;
        for (let at = this.callBefore(seq); at > 0 && this.calls.sameCall(at, seq); at = this.callBefore(at)) first = at;
        return first;
    }

    /** The first call that the user's code made; the first event where none is known. */
    firstOwnCall(): number {
        for (let seq = 1; seq <= this.length; seq++) if (this.ownFrames(seq).length > 0) return seq;
        return 1;
    }

    private add(record: TraceRecord): void {
        if (record.type === "source") this.sources.set(record.path, record.text);
        if (record.type === "stack") this.stacks.set(record.id, this.framesOf(record));
        this.reading.interpret(record);
        const { length } = this;
        this.calls.add(record, length);
        const own = "stack" in record ? record.stack : 0;
        if (record.type === "enter") this.entered.set(record.tid, own);
        const stack = record.type === "exit" ? (this.entered.get(record.tid) ?? 0) : own;
        while (this.stackOf.length <= length) this.stackOf.push(stack);
    }

    private framesOf(record: StackRecord): readonly Frame[] {
        return this.lookup
            .stackPlaces(record)
            .map(({ function: name, file, line, module }) => ({
                function: name === null || name === "??" ? module : name,
                file,
                line,
                module,
                own: file !== null && (this.sources.has(file) || isUserCode(file)),
            }));
    }

    private chain(): void {
        const last = new Map<number, number>();
        for (let seq = 1; seq <= this.length; seq++) {
            const thread = this.trace.events.threadNumber(seq);
            const previous = last.get(thread) ?? 0;
            this.before[seq] = previous;
            this.after[seq] = 0;
            if (previous > 0) this.after[previous] = seq;
            last.set(thread, seq);
        }
    }
}
