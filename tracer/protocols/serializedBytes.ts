/** The parts of which V8's serialized values are made: tags, numbers of variable length, texts. */

export class NotUnderstood extends Error {}
export class OutOfBytes extends Error {}

export class SerializedBytes {
    private at = 0;
    private readonly view: DataView;

    constructor(protected readonly bytes: Uint8Array) {
        this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    }

    get left(): number {
        return this.bytes.length - this.at;
    }

    protected string(tag: string): string {
        if (tag === "S") return new TextDecoder().decode(this.take(this.varint()));
        if (tag === '"') return latin(this.take(this.varint()));
        if (tag !== "c") throw new NotUnderstood();
        const units = this.take(this.varint());
        let text = "";
        for (let at = 0; at + 1 < units.length; at += 2) text += String.fromCharCode((units[at] ?? 0) | ((units[at + 1] ?? 0) << 8));
        return text;
    }

    protected bigint(): bigint {
        const bits = this.varint();
        const digits = this.take(bits >> 1);
        const size = digits.reduceRight((sum, byte) => sum * 256n + BigInt(byte), 0n);
        return bits % 2 === 0 ? size : -size;
    }

    protected double(): number {
        const at = this.at;
        this.take(8);
        return this.view.getFloat64(at, true);
    }

    /** Of at most 32 bits. */
    protected varint(): number {
        let value = 0;
        for (let shift = 0; shift < 35; shift += 7) {
            const [byte = 0] = this.take(1);
            value += (byte & 0x7f) * 2 ** shift;
            if (byte < 0x80) return value;
        }
        throw new NotUnderstood();
    }

    protected ends(end: string): boolean {
        if (this.peek() !== end) return false;
        this.at++;
        return true;
    }

    protected tag(): string {
        const tag = this.peek();
        this.at++;
        return tag;
    }

    /** Zeros stand before what is to begin at an even place. */
    protected peek(): string {
        while (this.bytes[this.at] === 0) this.at++;
        const byte = this.bytes[this.at];
        if (byte === undefined) throw new OutOfBytes();
        return String.fromCharCode(byte);
    }

    protected take(length: number): Uint8Array {
        if (length > this.left) throw new OutOfBytes();
        this.at += length;
        return this.bytes.subarray(this.at - length, this.at);
    }
}

function latin(bytes: Uint8Array): string {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return text;
}
