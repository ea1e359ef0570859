import type { Word } from "./record";

/** Below it, a number holds the whole word. */
const exactHigh = 1 << 21;

const utf8 = new TextDecoder("utf-8", { ignoreBOM: true });

/** Takes little-endian numbers and texts from a record's payload, one after the other. Reading beyond the end throws a RangeError. */
export class PayloadReader {
    private offset = 0;
    private readonly view: DataView;

    constructor(private readonly payload: Uint8Array) {
        this.view = new DataView(payload.buffer, payload.byteOffset, payload.byteLength);
    }

    u8(): number {
        const value = this.view.getUint8(this.offset);
        this.offset += 1;
        return value;
    }

    u16(): number {
        const value = this.view.getUint16(this.offset, true);
        this.offset += 2;
        return value;
    }

    u32(): number {
        const value = this.view.getUint32(this.offset, true);
        this.offset += 4;
        return value;
    }

    i32(): number {
        const value = this.view.getInt32(this.offset, true);
        this.offset += 4;
        return value;
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
        const low = this.view.getUint32(this.offset, true);
        const high = this.view.getUint32(this.offset + 4, true);
        const value = high < exactHigh ? high * 0x1_0000_0000 + low : this.view.getBigUint64(this.offset, true);
        this.offset += 8;
        return value;
    }

    bigU64(): bigint {
        const value = this.view.getBigUint64(this.offset, true);
        this.offset += 8;
        return value;
    }

    bytes(length: number): Uint8Array {
        if (this.offset + length > this.payload.length) throw new RangeError("the payload is too short");
        const bytes = this.payload.subarray(this.offset, this.offset + length);
        this.offset += length;
        return bytes;
    }

    text(length: number): string {
        return utf8.decode(this.bytes(length));
    }

    /** Bytes that were not taken yet. */
    get remains(): number {
        return this.payload.length - this.offset;
    }

    remainingText(): string {
        return this.text(this.remains);
    }
}
