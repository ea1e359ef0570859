/** Bytes that grow at their end. */
export class ByteWriter {
    private bytes = new Uint8Array(256);
    private view = new DataView(this.bytes.buffer);
    length = 0;

    u8(value: number): void {
        this.room(1);
        this.bytes[this.length++] = value;
    }

    /** A whole number from 0, exact below 2^53: seven bits a byte, the lowest first. */
    whole(value: number): void {
        this.room(8);
        let left = value;
        while (left >= 0x80) {
            this.bytes[this.length++] = (left % 0x80) | 0x80;
            left = Math.floor(left / 0x80);
        }
        this.bytes[this.length++] = left;
    }

    float(value: number): void {
        this.room(8);
        this.view.setFloat64(this.length, value, true);
        this.length += 8;
    }

    put(bytes: Uint8Array): void {
        this.room(bytes.length);
        this.bytes.set(bytes, this.length);
        this.length += bytes.length;
    }

    /** What was written, as bytes of their own; goes on with none. */
    take(): Uint8Array {
        const taken = this.bytes.slice(0, this.length);
        this.length = 0;
        return taken;
    }

    /** The same, and goes on with it. */
    soFar(): Uint8Array {
        return this.bytes.slice(0, this.length);
    }

    private room(more: number): void {
        if (this.length + more <= this.bytes.length) return;
        const longer = new Uint8Array(Math.max(2 * this.bytes.length, this.length + more));
        longer.set(this.bytes.subarray(0, this.length));
        this.bytes = longer;
        this.view = new DataView(longer.buffer);
    }
}
