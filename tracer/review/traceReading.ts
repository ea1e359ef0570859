/** Opens a trace from its bytes, piece by piece. */
import { Interpreter } from "../interpret/interpreter";
import type { SourceLookup } from "../symbols/sourceLookup";
import type { TraceHeader, TraceRecord } from "../trace/record";
import { RecordStream } from "../trace/recordStream";
import { notATrace, recordsDamaged, traceCutOff, traceDamaged, traceGoesOnAfterEnd, traceWithoutEnd } from "../trace/traceError";
import { RecordedTrace } from "./recordedTrace";

/** For whom the lines of stacks are not known: in a browser, or on another machine. */
export const noSources: SourceLookup = {
    locate: () => undefined,
    isOfRuntime: () => false,
    isBehindRead: () => false,
    libraryFunction: () => undefined,
    variable: () => undefined,
};

/** Longer pieces are taken one after the other: what a record shows is a view of its piece, which stays as long as that. */
const pieceLength = 1 << 16;

export class TraceReading {
    /** As far as it was read. */
    readonly trace = new RecordedTrace();
    /** Null until the first record was read. */
    header: TraceHeader | null = null;

    private readonly stream: RecordStream;
    private readonly interpreter: Interpreter;
    /** By thread: when it entered its call. */
    private readonly entered = new Map<number, number>();
    private length = 0;

    /** `name` is how sentences call the trace. */
    constructor(
        private readonly name: string,
        sources: SourceLookup = noSources,
    ) {
        this.stream = new RecordStream(name);
        this.interpreter = new Interpreter(sources);
    }

    /** Whether more bytes would change nothing. */
    get done(): boolean {
        return this.stream.ended || this.stream.damaged;
    }

    /** Bytes up to the end of the last record that was read. */
    get offset(): number {
        return this.stream.offset;
    }

    /** The next bytes. Throws a TraceError when this is no trace, or one of another version. */
    push(bytes: Uint8Array): void {
        for (let start = 0; start < bytes.length; start += pieceLength) {
            for (const records of this.records(bytes.subarray(start, start + pieceLength))) {
                for (const record of records) this.interpret(record);
            }
        }
    }

    /** The records that these bytes complete, some at a time, for who looks up their stacks before they are interpreted. */
    records(bytes: Uint8Array): Iterable<readonly TraceRecord[]> {
        this.length += bytes.length;
        return this.stream.push(bytes);
    }

    interpret(record: TraceRecord): void {
        if (record.type === "header") this.header ??= record.header;
        this.trace.circumstances.see(record);
        const events = this.interpreter.read(record);
        this.trace.append(events, () => this.interpreter.state, this.duration(record));
    }

    /** When all bytes were pushed: a sentence about each fault of the trace. Throws a TraceError when nothing of it is a trace. */
    finish(): readonly string[] {
        if (this.length === 0) throw notATrace(this.name);
        const { damaged, damagedRecords, ended, incomplete, records, offset } = this.stream;
        const faults: string[] = [];
        if (damagedRecords > 0) faults.push(recordsDamaged(this.name, damagedRecords));
        if (damaged) faults.push(traceDamaged(this.name, offset, records));
        else if (ended && this.length > offset) faults.push(traceGoesOnAfterEnd(this.name, this.length - offset));
        else if (incomplete) faults.push(traceCutOff(this.name, records));
        else if (!ended) faults.push(traceWithoutEnd(this.name));
        return faults;
    }

    /** Nanoseconds. */
    private duration(record: TraceRecord): number | null {
        if (record.type === "call") return record.exitTime - record.time;
        if (record.type === "enter") this.entered.set(record.tid, record.time);
        if (record.type !== "exit") return null;
        const entered = this.entered.get(record.tid);
        this.entered.delete(record.tid);
        return entered === undefined ? null : record.time - entered;
    }
}
