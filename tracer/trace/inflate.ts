/** Inflates deflated data without a frame (RFC 1951), whose length is known: in a page nothing else does so at once. */
import { HuffmanCode } from "./huffmanCode";

/** Throws a RangeError when the data is damaged, or makes other than `length` bytes. */
export function inflate(deflated: Uint8Array, length: number): Uint8Array {
    return new Inflation(deflated, length).all();
}

const lengthBases = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const lengthBits = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const distanceBases = [
    1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385,
    24577,
];
const distanceBits = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
/** In this order stand the lengths of the code in which the other codes' lengths are written. */
const lengthsOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];
const [endOfBlock, firstLength] = [256, 257];

interface Codes {
    readonly literals: HuffmanCode;
    readonly distances: HuffmanCode;
}

const fixedCodes: Codes = {
    literals: new HuffmanCode([
        ...new Array<number>(144).fill(8),
        ...new Array<number>(112).fill(9),
        ...new Array<number>(24).fill(7),
        ...new Array<number>(8).fill(8),
    ]),
    distances: new HuffmanCode(new Array<number>(30).fill(5)),
};

class Inflation {
    private readonly made: Uint8Array;
    private written = 0;
    private position = 0;
    /** Read and not yet used, the next one lowest. */
    private bits = 0;
    private count = 0;

    constructor(
        private readonly deflated: Uint8Array,
        length: number,
    ) {
        this.made = new Uint8Array(length);
    }

    all(): Uint8Array {
        let last: boolean;
        do {
            last = this.take(1) === 1;
            const kind = this.take(2);
            if (kind === 0) this.stored();
            else if (kind === 1) this.coded(fixedCodes);
            else if (kind === 2) this.coded(this.codes());
            else throw damage();
        } while (!last);
        const used = this.position - (this.count >>> 3);
        if (this.written !== this.made.length || used < this.deflated.length) throw damage();
        return this.made;
    }

    private stored(): void {
        this.take(this.count & 7);
        const [length, complement] = [this.take(16), this.take(16)];
        this.position -= this.count >>> 3; // Read ahead.
        this.bits = 0;
        this.count = 0;
        const end = this.position + length;
        if ((length ^ complement) !== 0xffff || end > this.deflated.length || this.written + length > this.made.length) throw damage();
        this.made.set(this.deflated.subarray(this.position, end), this.written);
        this.written += length;
        this.position = end;
    }

    private coded({ literals, distances }: Codes): void {
        const { made } = this;
        for (;;) {
            const symbol = this.symbol(literals);
            if (symbol === endOfBlock) return;
            if (symbol < endOfBlock) {
                if (this.written === made.length) throw damage();
                made[this.written++] = symbol;
                continue;
            }
            const length = this.amount(lengthBases, lengthBits, symbol - firstLength);
            const distance = this.amount(distanceBases, distanceBits, this.symbol(distances));
            const end = this.written + length;
            if (distance > this.written || end > made.length) throw damage();
            if (distance >= length) made.copyWithin(this.written, this.written - distance, end - distance);
            else for (let to = this.written; to < end; to++) made[to] = made[to - distance] ?? 0;
            this.written = end;
        }
    }

    private codes(): Codes {
        const [literals, distances, own] = [257 + this.take(5), 1 + this.take(5), 4 + this.take(4)];
        const ownLengths = new Array<number>(lengthsOrder.length).fill(0);
        for (const place of lengthsOrder.slice(0, own)) ownLengths[place] = this.take(3);
        const lengths = this.lengths(new HuffmanCode(ownLengths), literals + distances);
        return { literals: new HuffmanCode(lengths.slice(0, literals)), distances: new HuffmanCode(lengths.slice(literals)) };
    }

    private lengths(code: HuffmanCode, count: number): readonly number[] {
        const lengths: number[] = [];
        while (lengths.length < count) {
            const symbol = this.symbol(code);
            const last = lengths.at(-1);
            if (symbol < 16) lengths.push(symbol);
            else if (symbol > 16) repeat(lengths, 0, symbol === 17 ? 3 + this.take(3) : 11 + this.take(7));
            else if (last === undefined) throw damage();
            else repeat(lengths, last, 3 + this.take(2));
        }
        if (lengths.length > count) throw damage();
        return lengths;
    }

    private symbol(code: HuffmanCode): number {
        this.fill();
        const entry = code.entry(this.bits);
        const length = entry & 15;
        if (length === 0 || length > this.count) throw damage();
        this.bits >>>= length;
        this.count -= length;
        return entry >>> 4;
    }

    private amount(bases: readonly number[], bits: readonly number[], symbol: number): number {
        const base = bases[symbol];
        if (base === undefined) throw damage();
        const extra = bits[symbol] ?? 0;
        return extra === 0 ? base : base + this.take(extra);
    }

    /** At most 16 bits. */
    private take(count: number): number {
        this.fill();
        if (count > this.count) throw damage();
        const value = this.bits & ((1 << count) - 1);
        this.bits >>>= count;
        this.count -= count;
        return value;
    }

    private fill(): void {
        while (this.count < 16 && this.position < this.deflated.length) {
            this.bits |= (this.deflated[this.position++] ?? 0) << this.count;
            this.count += 8;
        }
    }
}

function repeat(lengths: number[], length: number, times: number): void {
    for (let left = times; left > 0; left--) lengths.push(length);
}

function damage(): RangeError {
    return new RangeError("deflated data that is damaged");
}
