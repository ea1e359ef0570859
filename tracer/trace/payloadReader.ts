import { copied } from "./copiedBytes";
import type { Word } from "./record";

/** Below it, a number holds the whole word. */
const exactHigh = 1 << 21;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/**
 * Takes little-endian numbers and texts from a record's payload, one after the other. Reading beyond the end throws a RangeError. One reader
 * serves for all records that stand in the same bytes.
 */
export class PayloadReader {
    private offset: number;
    private end: number;
    private readonly view: DataView;

    /** `bytes`: the payload, as long as it is not told which part of them it is. */
    constructor(private readonly all: Uint8Array) {
        this.view = new DataView(all.buffer, all.byteOffset, all.byteLength);
        this.offset = 0;
        this.end = all.length;
    }

    /** The payload is what stands from `start` to before `end`. */
    within(start: number, end: number): this {
        if (start > end || end > this.all.length) throw new RangeError("a payload that is not there");
        this.offset = start;
        this.end = end;
        return this;
    }

    u8(): number {
        return this.view.getUint8(this.take(1));
    }

    u16(): number {
        return this.view.getUint16(this.take(2), true);
    }

    u32(): number {
        return this.view.getUint32(this.take(4), true);
    }

    i32(): number {
        return this.view.getInt32(this.take(4), true);
    }

    /** As a number: exact below 2^53. */
    u64(): number {
        const low = this.u32();
        return this.u32() * 0x1_0000_0000 + low;
    }

    /** As a number: exact below 2^53 on both sides of 0. */
    i64(): number {
        const low = this.u32();
        return this.i32() * 0x1_0000_0000 + low;
    }

    word(): Word {
        const at = this.take(8);
        const low = this.view.getUint32(at, true);
        const high = this.view.getUint32(at + 4, true);
        return high < exactHigh ? high * 0x1_0000_0000 + low : this.view.getBigUint64(at, true);
    }

    bigU64(): bigint {
        return this.view.getBigUint64(this.take(8), true);
    }

    /** A view of the payload. */
    bytes(length: number): Uint8Array {
        const start = this.take(length);
        return this.all.subarray(start, start + length);
    }

    /** The same for keeping: what is read is not kept for their sake. */
    copy(length: number): Uint8Array {
        const start = this.take(length);
        return copied(this.all, start, start + length);
    }

    text(length: number): string {
        return utf8.decode(this.bytes(length));
    }

    /** Bytes that were not taken yet. */
    get remains(): number {
        return this.end - this.offset;
    }

    remainingText(): string {
        return this.text(this.remains);
    }

    /** Where the next bytes begin, which are passed over. */
    private take(length: number): number {
        const start = this.offset;
        if (start + length > this.end) throw new RangeError("the payload is too short");
        this.offset = start + length;
        return start;
    }
}
