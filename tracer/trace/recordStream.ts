/** Cuts the bytes of a trace, as they come, into whole records. Shared by the reader of files and the follower of growing ones. */
import { decodeRecord, isDamage } from "./decodeRecord";
import { isRecordHead, preambleLength, recordHeadLength, traceMagic, traceVersion } from "./format";
import type { TraceRecord } from "./record";
import { notATrace, otherFormatVersion, recordDamaged } from "./traceError";

export class RecordStream {
    /** Joined when they make a record, so that a long record is copied once. */
    private pieces: Buffer[] = [];
    /** Of the record that begins the pieces, or of its head. */
    private needed = 0;
    private preambleSeen = false;
    private time = 0;

    /** Bytes that wait for the rest of their record; those behind the end of the trace. */
    waiting = 0;
    /** Bytes up to the end of the last whole record. */
    offset = 0;
    /** Whole records so far, with those of unknown types and damaged ones. */
    records = 0;
    /** Records whose payload makes no sense; each has a note in its place. */
    damagedRecords = 0;
    /** Where the head of a record should be there is none; nothing after it is read. */
    damaged = false;
    /** The record `end` was there; nothing after it is read. */
    ended = false;

    /** `name` is how messages call the trace. */
    constructor(private readonly name: string) {}

    /** Whether bytes wait for the rest of their record. */
    get incomplete(): boolean {
        return this.waiting > 0 || !this.preambleSeen;
    }

    /** Bytes that the next record still lacks, as far as its head tells; a length from a file, so it may be a lie. */
    get missing(): number {
        return Math.max(0, this.needed - this.waiting);
    }

    /** The records that `bytes` complete. Throws a TraceError when this is not a trace, or one of another version. */
    push(bytes: Buffer): TraceRecord[] {
        if (this.damaged) return [];
        this.pieces.push(bytes);
        this.waiting += bytes.length;
        if (this.ended || this.missing > 0) return [];
        let unread = this.pieces.length === 1 ? bytes : Buffer.concat(this.pieces);
        const records: TraceRecord[] = [];
        if (!this.preambleSeen) unread = this.takePreamble(unread);
        if (this.preambleSeen) unread = this.takeRecords(unread, records);
        this.pieces = unread.length === 0 ? [] : [unread];
        this.waiting = unread.length;
        return records;
    }

    /** Returns what follows it. */
    private takePreamble(unread: Buffer): Buffer {
        const magic = unread.subarray(0, traceMagic.length).toString("latin1");
        if (!traceMagic.startsWith(magic)) throw notATrace(this.name);
        if (unread.length < preambleLength) return unread;
        const version = unread.readUInt32LE(traceMagic.length);
        if (version !== traceVersion) throw otherFormatVersion(this.name, version, traceVersion);
        this.offset = preambleLength;
        this.preambleSeen = true;
        return unread.subarray(preambleLength);
    }

    /** Returns what follows the last whole record. */
    private takeRecords(unread: Buffer, records: TraceRecord[]): Buffer {
        let position = 0;
        this.needed = recordHeadLength;
        while (!this.ended && position + recordHeadLength <= unread.length) {
            const length = unread.readUInt32LE(position);
            const type = unread.readUInt16LE(position + 4);
            this.damaged = !isRecordHead(length, type, unread.readUInt16LE(position + 6));
            if (this.damaged) break;
            const end = position + recordHeadLength + length;
            if (end > unread.length) {
                this.needed = recordHeadLength + length;
                break;
            }
            const record = this.decode(type, unread.subarray(position + recordHeadLength, end));
            if (record !== undefined) records.push(record);
            if (record?.type === "end") this.ended = true;
            this.records += 1;
            this.offset += end - position;
            position = end;
        }
        return unread.subarray(position);
    }

    private decode(type: number, payload: Buffer): TraceRecord | undefined {
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
