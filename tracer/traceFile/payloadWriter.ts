import type { Word } from "../trace/record";

const [firstCapacity, two32] = [256, 2 ** 32];

/**
 * Puts little-endian numbers and texts into the payloads of records, one after the other. The counterpart of PayloadReader. What does
 * not fit into its place loses its upper bits.
 */
export class PayloadWriter {
    private buffer = Buffer.allocUnsafe(firstCapacity);
    private view = viewOf(this.buffer);
    /** Bytes so far. */
    length = 0;

    u8(value: number): this {
        const at = this.room(1);
        this.view.setUint8(at, value);
        return this;
    }

    u16(value: number): this {
        const at = this.room(2);
        this.view.setUint16(at, value, true);
        return this;
    }

    u32(value: number): this {
        const at = this.room(4);
        this.view.setUint32(at, value, true);
        return this;
    }

    i32(value: number): this {
        const at = this.room(4);
        this.view.setInt32(at, value, true);
        return this;
    }

    /** Of a negative number, its complement. */
    u64(value: Word): this {
        const at = this.room(8);
        if (typeof value === "bigint") {
            this.view.setBigUint64(at, BigInt.asUintN(64, value), true);
        } else {
            this.view.setUint32(at, value, true);
            this.view.setUint32(at + 4, Math.floor(value / two32), true);
        }
        return this;
    }

    bytes(value: Uint8Array): this {
        const at = this.room(value.length);
        if (value.length > copiedByHand) this.buffer.set(value, at);
        else for (let index = 0; index < value.length; index++) this.buffer[at + index] = value[index] ?? 0;
        return this;
    }

    text(value: string): this {
        return this.bytes(Buffer.from(value));
    }

    /** Instead of the u32 that was put at `place`. */
    correct(place: number, value: number): void {
        this.view.setUint32(place, value, true);
    }

    /** All of it, in memory that what is put later changes. */
    payload(): Buffer {
        return this.buffer.subarray(0, this.length);
    }

    /** So many bytes. */
    removeFirst(length: number): void {
        this.buffer.copyWithin(0, length, this.length);
        this.length -= length;
    }

    /** All of it; the writer is empty afterwards. */
    drain(): Buffer {
        const drained = this.payload();
        this.buffer = Buffer.allocUnsafe(Math.max(firstCapacity, this.length));
        this.view = viewOf(this.buffer);
        this.length = 0;
        return drained;
    }

    /** Where so many bytes are to be put. */
    private room(length: number): number {
        const at = this.length;
        this.length = at + length;
        if (this.length > this.buffer.length) this.grow();
        return at;
    }

    private grow(): void {
        const larger = Buffer.allocUnsafe(Math.max(2 * this.buffer.length, this.length));
        this.buffer.copy(larger);
        this.buffer = larger;
        this.view = viewOf(larger);
    }
}

/** Of so few bytes the call of `set` takes longer. */
const copiedByHand = 48;

function viewOf(bytes: Uint8Array): DataView {
    return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}
