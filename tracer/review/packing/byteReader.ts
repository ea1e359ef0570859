/** Takes what a ByteWriter wrote. Reading beyond the end throws a RangeError. */
export class ByteReader {
    private readonly view: DataView;

    /** Where it reads next. */
    offset = 0;

    constructor(private readonly bytes: Uint8Array) {
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    u8(): number {
        return this.view.getUint8(this.offset++);
    }

    whole(): number {
        let value = 0;
        let scale = 1;
        for (;;) {
            const byte = this.view.getUint8(this.offset++);
            value += (byte & 0x7f) * scale;
            if (byte < 0x80) return value;
            scale *= 0x80;
        }
    }

    float(): number {
        const value = this.view.getFloat64(this.offset, true);
        this.offset += 8;
        return value;
    }

    /** Goes on behind so many bytes. */
    pass(length: number): void {
        this.offset += length;
    }

    /** A view: whoever keeps it keeps all. */
    take(length: number): Uint8Array {
        if (this.offset + length > this.bytes.length) throw new RangeError("the bytes end before that");
        const taken = this.bytes.subarray(this.offset, this.offset + length);
        this.offset += length;
        return taken;
    }
}
