/** Cuts the bytes of a trace, as they come, into whole records. Shared by the reader of files and the follower of growing ones. */
import { decodeRecord, isDamage } from "./decodeRecord";
import { preambleLength, recordHeadLength, traceMagic, traceVersion } from "./format";
import type { TraceRecord } from "./record";
import { notATrace, otherFormatVersion } from "./traceError";

export class RecordStream {
    private unread: Buffer = Buffer.alloc(0);
    private preambleSeen = false;

    /** Bytes up to the end of the last whole record. */
    offset = 0;
    /** Whole records so far, with those of unknown types. */
    records = 0;
    /** A record's payload makes no sense; nothing after it is read. */
    damaged = false;
    ended = false;

    /** `name` is how messages call the trace. */
    constructor(private readonly name: string) {}

    /** Whether bytes wait for the rest of their record. */
    get incomplete(): boolean {
        return this.unread.length > 0 || !this.preambleSeen;
    }

    /** Bytes that the next record still lacks, as far as its head tells; a length from a file, so it may be a lie. */
    get missing(): number {
        const known = this.unread.length >= recordHeadLength && this.preambleSeen;
        return known ? Math.max(0, recordHeadLength + this.unread.readUInt32LE(0) - this.unread.length) : 0;
    }

    /** The records that `bytes` complete. Throws a TraceError when this is not a trace, or one of another version. */
    push(bytes: Buffer): TraceRecord[] {
        if (this.damaged) return [];
        this.unread = this.unread.length === 0 ? bytes : Buffer.concat([this.unread, bytes]);
        if (!this.preambleSeen && !this.takePreamble()) return [];
        const records: TraceRecord[] = [];
        let position = 0;
        while (position + recordHeadLength <= this.unread.length) {
            const end = position + recordHeadLength + this.unread.readUInt32LE(position);
            if (end > this.unread.length) break;
            const type = this.unread.readUInt16LE(position + 4);
            const record = this.decode(type, this.unread.subarray(position + recordHeadLength, end));
            if (record === "damaged") break;
            if (record !== undefined) records.push(record);
            if (record?.type === "end") this.ended = true;
            this.records += 1;
            this.offset += end - position;
            position = end;
        }
        this.unread = this.unread.subarray(position);
        return records;
    }

    private takePreamble(): boolean {
        const magic = this.unread.subarray(0, traceMagic.length).toString("latin1");
        if (!traceMagic.startsWith(magic)) throw notATrace(this.name);
        if (this.unread.length < preambleLength) return false;
        const version = this.unread.readUInt32LE(traceMagic.length);
        if (version !== traceVersion) throw otherFormatVersion(this.name, version, traceVersion);
        this.unread = this.unread.subarray(preambleLength);
        this.offset = preambleLength;
        this.preambleSeen = true;
        return true;
    }

    private decode(type: number, payload: Buffer): TraceRecord | "damaged" | undefined {
        try {
            return decodeRecord(type, payload);
        } catch (error) {
            if (!isDamage(error)) throw error;
            this.damaged = true;
            return "damaged";
        }
    }
}
