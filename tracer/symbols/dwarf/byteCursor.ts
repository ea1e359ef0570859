/** Reads numbers and texts one after the other, as DWARF has them (DWARF 5, 7.5 and 7.6). Throws a RangeError behind the end. */
export class ByteCursor {
    private readonly view: DataView;

    constructor(
        private readonly bytes: Uint8Array,
        public at: number,
    ) {
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    skip(length: number): undefined {
        this.at += length;
        return undefined;
    }

    /** Of so many bytes, at most 8; beyond 2^53 it is not exact. */
    unsigned(size: number): number {
        let value = 0;
        for (let place = size - 1; place >= 0; place--) value = value * 256 + this.view.getUint8(this.at + place);
        this.at += size;
        return value;
    }

    /** LEB128. */
    variable(): number {
        let [value, scale] = [0, 1];
        for (;;) {
            const byte = this.view.getUint8(this.at++);
            value += (byte & 127) * scale;
            if (byte < 128) return value;
            scale *= 128;
        }
    }

    signedVariable(): number {
        const start = this.at;
        const value = this.variable();
        const last = this.view.getUint8(this.at - 1);
        return (last & 64) === 0 ? value : value - 2 ** (7 * (this.at - start));
    }

    block(length: number): Uint8Array {
        const end = this.at + length;
        if (end > this.bytes.length) throw new RangeError("behind the end");
        const block = this.bytes.subarray(this.at, end);
        this.at = end;
        return block;
    }

    text(): string {
        const end = this.bytes.indexOf(0, this.at);
        if (end < 0) throw new RangeError("behind the end");
        const text = new TextDecoder().decode(this.bytes.subarray(this.at, end));
        this.at = end + 1;
        return text;
    }

    skipText(): undefined {
        const end = this.bytes.indexOf(0, this.at);
        if (end < 0) throw new RangeError("behind the end");
        this.at = end + 1;
        return undefined;
    }
}
