/** Cuts the bytes of a trace, as they come, into whole records. Shared by the reader of files and the follower of growing ones. */
import { recordsOfBlock } from "./block";
import { decodeRecord, isDamage } from "./decodeRecord";
import { isRecordHead, oldestTraceVersion, preambleLength, recordHeadLength, recordTypeNumbers, traceMagic, traceVersion } from "./format";
import { PayloadReader } from "./payloadReader";
import type { TraceRecord } from "./record";
import { blockDamaged, notATrace, otherFormatVersion, recordDamaged } from "./traceError";

export class RecordStream {
    /** Joined when they make a record, so that a long record is copied once. */
    private pieces: Uint8Array[] = [];
    /** Of the record that begins the pieces, or of its head. */
    private needed = 0;
    private preambleSeen = false;
    private time = 0;
    /** Of an index, which is passed over without being kept: bytes that have not come. */
    private passing = 0;

    /** Bytes that wait for the rest of their record; those behind the end of the trace. */
    waiting = 0;
    /** Bytes up to the end of the last whole record. */
    offset = 0;
    /** Whole records so far, with those of unknown types and damaged ones. */
    records = 0;
    /** Records whose payload makes no sense, and blocks of them; each has a note in its place. */
    damagedRecords = 0;
    /** Where the head of a record should be there is none; nothing after it is read. */
    damaged = false;
    /** The record `end` was there; nothing after it is read. */
    ended = false;

    /** `name` is how messages call the trace; `inflate` is for whoever inflates faster. */
    constructor(
        private readonly name: string,
        private readonly inflate = recordsOfBlock,
    ) {}

    /** Whether bytes wait for the rest of their record. */
    get incomplete(): boolean {
        return this.waiting > 0 || this.passing > 0 || !this.preambleSeen;
    }

    /** Bytes that the next record still lacks, as far as its head tells; a length from a file, so it may be a lie. */
    get missing(): number {
        return Math.max(0, this.needed - this.waiting);
    }

    /**
     * The records that `bytes` complete, those of a block together: one block is inflated at a time, so all must be taken before the next push.
     * Throws a TraceError when this is not a trace, or one of another version.
     */
    *push(bytes: Uint8Array): Generator<readonly TraceRecord[], void, void> {
        if (this.damaged) return;
        const passed = Math.min(this.passing, bytes.length);
        this.pass(passed);
        if (passed > 0 && passed === bytes.length) return;
        yield* this.pushOn(bytes.subarray(passed));
    }

    private *pushOn(bytes: Uint8Array): Generator<readonly TraceRecord[], void, void> {
        this.pieces.push(bytes);
        this.waiting += bytes.length;
        if (this.ended || this.missing > 0) return;
        let unread = this.pieces.length === 1 ? bytes : joined(this.pieces, this.waiting);
        if (!this.preambleSeen) unread = this.takePreamble(unread);
        if (this.preambleSeen) unread = yield* this.takeRecords(unread);
        this.pieces = unread.length === 0 ? [] : [unread];
        this.waiting = unread.length;
    }

    /** Returns what follows it. */
    private takePreamble(unread: Uint8Array): Uint8Array {
        const magic = String.fromCharCode(...unread.subarray(0, traceMagic.length));
        if (!traceMagic.startsWith(magic)) throw notATrace(this.name);
        if (unread.length < preambleLength) return unread;
        const version = viewOf(unread).getUint32(traceMagic.length, true);
        if (version < oldestTraceVersion || version > traceVersion) throw otherFormatVersion(this.name, version);
        this.offset = preambleLength;
        this.preambleSeen = true;
        return unread.subarray(preambleLength);
    }

    /** Returns what follows the last whole record. */
    private *takeRecords(unread: Uint8Array): Generator<readonly TraceRecord[], Uint8Array, void> {
        const view = viewOf(unread);
        const reader = new PayloadReader(unread);
        let records: TraceRecord[] = [];
        let position = 0;
        this.needed = recordHeadLength;
        while (!this.ended && position + recordHeadLength <= unread.length) {
            const head = headAt(view, position);
            this.damaged = head === null;
            if (head === null) break;
            const start = position + recordHeadLength;
            const end = start + head.length;
            if (end > unread.length && head.type === recordTypeNumbers.index) {
                this.passing = end - position;
                this.pass(unread.length - position);
                position = unread.length;
                break;
            }
            if (end > unread.length) {
                this.needed = end - position;
                break;
            }
            if (head.type === recordTypeNumbers.block) {
                if (records.length > 0) yield records;
                records = [];
                yield this.inBlock(unread.subarray(start, end));
            } else {
                this.take(head.type, reader.within(start, end), records);
            }
            this.offset += end - position;
            position = end;
        }
        if (records.length > 0) yield records;
        return unread.subarray(position);
    }

    private pass(bytes: number): void {
        this.passing -= bytes;
        this.offset += bytes;
    }

    /** Those before the first that makes no sense: nobody writes such a block. */
    private inBlock(payload: Uint8Array): readonly TraceRecord[] {
        const records: TraceRecord[] = [];
        try {
            const bytes = this.inflate(payload);
            const view = viewOf(bytes);
            const reader = new PayloadReader(bytes);
            for (let position = 0; position < bytes.length && !this.ended;) {
                const head = headAt(view, position);
                const start = position + recordHeadLength;
                if (head === null || head.type === recordTypeNumbers.block) throw new RangeError("no head of a record in a block");
                position = start + head.length;
                if (position > bytes.length) throw new RangeError("a record that is longer than its block");
                this.take(head.type, reader.within(start, position), records);
            }
        } catch (error) {
            if (!isDamage(error)) throw error;
            this.damagedRecords += 1;
            records.push({ type: "note", time: this.time, text: blockDamaged(this.offset) });
        }
        return records;
    }

    private take(type: number, payload: PayloadReader, records: TraceRecord[]): void {
        const record = this.decode(type, payload);
        if (record !== undefined) records.push(record);
        if (record?.type === "end") this.ended = true;
        this.records += 1;
    }

    private decode(type: number, payload: PayloadReader): TraceRecord | undefined {
        try {
            const record = decodeRecord(type, payload);
            if (record !== undefined && "time" in record) this.time = record.time;
            return record;
        } catch (error) {
            if (!isDamage(error)) throw error;
            this.damagedRecords += 1;
            return { type: "note", time: this.time, text: recordDamaged(this.offset) };
        }
    }
}

/** Null: no record begins there. Throws a RangeError when there are not so many bytes. */
function headAt(view: DataView, position: number): { readonly length: number; readonly type: number } | null {
    const length = view.getUint32(position, true);
    const type = view.getUint16(position + 4, true);
    return isRecordHead(length, type, view.getUint16(position + 6, true)) ? { length, type } : null;
}

function viewOf(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(pieces: readonly Uint8Array[], length: number): Uint8Array {
    const whole = new Uint8Array(length);
    let position = 0;
    for (const piece of pieces) {
        whole.set(piece, position);
        position += piece.length;
    }
    return whole;
}
