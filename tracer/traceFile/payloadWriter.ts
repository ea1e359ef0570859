import type { Word } from "../trace/record";

/** Puts little-endian numbers and texts into a record's payload, one after the other. The counterpart of PayloadReader. */
export class PayloadWriter {
    private readonly pieces: Buffer[] = [];

    u8(value: number): this {
        return this.put(1, (bytes) => bytes.writeUInt8(value));
    }

    u16(value: number): this {
        return this.put(2, (bytes) => bytes.writeUInt16LE(value));
    }

    u32(value: number): this {
        return this.put(4, (bytes) => bytes.writeUInt32LE(value));
    }

    i32(value: number): this {
        return this.put(4, (bytes) => bytes.writeInt32LE(value));
    }

    /** Of a negative number, its complement. */
    u64(value: Word): this {
        return this.put(8, (bytes) => bytes.writeBigUInt64LE(BigInt.asUintN(64, BigInt(value))));
    }

    bytes(value: Uint8Array): this {
        this.pieces.push(Buffer.from(value.buffer, value.byteOffset, value.byteLength));
        return this;
    }

    text(value: string): this {
        return this.bytes(Buffer.from(value));
    }

    /** All of it. */
    payload(): Buffer {
        return Buffer.concat(this.pieces);
    }

    private put(length: number, write: (bytes: Buffer) => void): this {
        const bytes = Buffer.allocUnsafe(length);
        write(bytes);
        this.pieces.push(bytes);
        return this;
    }
}
