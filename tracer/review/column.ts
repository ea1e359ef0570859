/** Lists of numbers that grow at their end: a few bytes an entry, whatever their length. */
import { restoreNumbers, savedNumbers, type NumberForm } from "./packing/savedNumbers";

type Cells = Float64Array | Uint32Array | Uint16Array | Uint8Array;

const chunkBits = 16;
const chunkLength = 1 << chunkBits;
const firstLength = 64;

export interface SavedColumn {
    readonly length: number;
    readonly chunks: readonly Uint8Array[];
}

export const noColumn: SavedColumn = { length: 0, chunks: [] };

/** Chunks of a fixed length; only the first grows, so that a short list takes little. */
export class Column {
    /** Of a column that was loaded or saved, those that somebody has asked for since. */
    private readonly chunks: (Cells | undefined)[] = [];
    /** As they were loaded. */
    private kept: readonly Uint8Array[] = [];
    length = 0;

    constructor(
        private readonly make: (length: number) => Cells,
        private readonly form: NumberForm,
    ) {}

    push(value: number): void {
        const index = this.length & (chunkLength - 1);
        const number = this.length >>> chunkBits;
        let chunk = this.chunks[number];
        if (chunk === undefined) {
            chunk = this.make(number === 0 ? firstLength : chunkLength);
            this.chunks[number] = chunk;
        } else if (index === chunk.length) {
            const longer = this.make(2 * chunk.length);
            longer.set(chunk);
            chunk = longer;
            this.chunks[number] = chunk;
        }
        chunk[index] = value;
        this.length += 1;
    }

    /** 0 beyond the end. */
    at(index: number): number {
        return (this.chunks[index >>> chunkBits] ?? this.chunk(index >>> chunkBits))?.[index & (chunkLength - 1)] ?? 0;
    }

    set(index: number, value: number): void {
        const chunk = this.chunk(index >>> chunkBits);
        if (chunk !== undefined && index < this.length) chunk[index & (chunkLength - 1)] = value;
    }

    /** What was saved is kept in place of the numbers, which take more: nothing can be pushed afterwards. */
    save(): SavedColumn {
        const count = Math.ceil(this.length / chunkLength);
        const saved = { length: this.length, chunks: Array.from({ length: count }, (_, number) => this.saved(number)) };
        this.load(saved);
        return saved;
    }

    /** In place of what it has. Nothing can be pushed then. */
    load({ length, chunks }: SavedColumn): void {
        this.length = length;
        this.chunks.length = 0;
        this.kept = chunks;
    }

    private saved(number: number): Uint8Array {
        return this.kept[number] ?? savedNumbers(this.chunks[number]?.subarray(0, this.lengthOf(number)) ?? [], this.form);
    }

    /** Undefined: there is none. */
    private chunk(number: number): Cells | undefined {
        const known = this.chunks[number];
        const kept = this.kept[number];
        if (known !== undefined || kept === undefined) return known;
        const chunk = this.make(this.lengthOf(number));
        restoreNumbers(kept, this.form.unit, chunk);
        this.chunks[number] = chunk;
        return chunk;
    }

    private lengthOf(number: number): number {
        return Math.min(chunkLength, this.length - number * chunkLength);
    }

    /** The first index from which on the values are at least `value`; the column must rise. */
    firstAtLeast(value: number, from = 0, to = this.length): number {
        let [low, high] = [from, to];
        while (low < high) {
            const middle = (low + high) >>> 1;
            if (this.at(middle) < value) low = middle + 1;
            else high = middle;
        }
        return low;
    }
}

const plain: NumberForm = { differences: false, unit: 1 };
const near: NumberForm = { differences: true, unit: 1 };

/** Seconds that do not fall; whole nanoseconds take the least. */
export function timeColumn(): Column {
    return new Column((length) => new Float64Array(length), { differences: true, unit: 1e9 });
}

export function float64Column(): Column {
    return new Column((length) => new Float64Array(length), plain);
}

/** Of numbers of which each is near the one before it. */
export function risingColumn(): Column {
    return new Column((length) => new Uint32Array(length), near);
}

export function uint32Column(): Column {
    return new Column((length) => new Uint32Array(length), plain);
}

export function uint16Column(): Column {
    return new Column((length) => new Uint16Array(length), plain);
}

export function uint8Column(): Column {
    return new Column((length) => new Uint8Array(length), plain);
}
