/** The record `index`: what somebody has made of a trace, so that it need not be made again (docs/trace-format.md, "The index"). */
import { checksum } from "./checksum";
import { endRecordLength, recordHeadLength, recordTypeNumbers } from "./format";
import { reader } from "./readerVersion";

/** Behind what was made of the trace: the length of the payload. */
export const indexTailLength = 4;

export interface StoredIndex {
    /** What was made of the trace (`tracer/review/archive`). */
    readonly archive: Uint8Array;
    /** What it is called if this version has made it of these very bytes. */
    readonly key: string;
    /** Bytes of the trace without it. */
    readonly length: number;
}

/** null: this trace has none, or is not whole. */
export function storedIndex(trace: Uint8Array): StoredIndex | null {
    const end = trace.length - endRecordLength;
    if (end < 0 || !isEndRecord(trace.subarray(end))) return null;
    const payloadLength = indexLengthIn(trace.subarray(Math.max(0, end - indexTailLength), end));
    const begin = payloadLength === null ? -1 : end - payloadLength - recordHeadLength;
    if (payloadLength === null || begin < 0 || !isIndexHead(trace.subarray(begin), payloadLength)) return null;
    const length = begin + endRecordLength;
    return {
        archive: trace.subarray(begin + recordHeadLength, end - indexTailLength),
        key: indexKey(length, checksum(trace.subarray(0, begin), trace.subarray(end))),
        length,
    };
}

/** What this version calls an index of the trace that has this length and this sum without it. */
export function indexKey(length: number, sum: number): string {
    return JSON.stringify([reader(), length, sum]);
}

/** Whether these bytes are the record `end`. */
export function isEndRecord(bytes: Uint8Array): boolean {
    return bytes.length === endRecordLength && isHead(bytes, recordTypeNumbers.end, endRecordLength - recordHeadLength);
}

/** Of the payload, by the bytes that stand before the record `end`; null: no index stands there. */
export function indexLengthIn(tail: Uint8Array): number | null {
    if (tail.length < indexTailLength) return null;
    const length = new DataView(tail.buffer, tail.byteOffset, tail.byteLength).getUint32(tail.length - indexTailLength, true);
    return length < indexTailLength ? null : length;
}

/** Whether the record `index` with a payload of this length begins with these bytes. */
export function isIndexHead(bytes: Uint8Array, length: number): boolean {
    return bytes.length >= recordHeadLength && isHead(bytes, recordTypeNumbers.index, length);
}

function isHead(bytes: Uint8Array, type: number, length: number): boolean {
    const view = new DataView(bytes.buffer, bytes.byteOffset, recordHeadLength);
    return view.getUint32(0, true) === length && view.getUint16(4, true) === type && view.getUint16(6, true) === 0;
}
