/** Lists of numbers that grow at their end: a few bytes an entry, whatever their length. */

import { restored, shrunk } from "./packing/shrunk";

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
    private readonly chunks: Cells[] = [];
    length = 0;

    constructor(private readonly make: (length: number) => Cells) {}

    push(value: number): void {
        const index = this.length & (chunkLength - 1);
        let chunk = this.chunks[this.length >>> chunkBits];
        if (chunk === undefined) {
            chunk = this.make(this.chunks.length === 0 ? firstLength : chunkLength);
            this.chunks.push(chunk);
        } else if (index === chunk.length) {
            const longer = this.make(2 * chunk.length);
            longer.set(chunk);
            chunk = longer;
            this.chunks[this.length >>> chunkBits] = chunk;
        }
        chunk[index] = value;
        this.length += 1;
    }

    /** 0 beyond the end. */
    at(index: number): number {
        return this.chunks[index >>> chunkBits]?.[index & (chunkLength - 1)] ?? 0;
    }

    set(index: number, value: number): void {
        const chunk = this.chunks[index >>> chunkBits];
        if (chunk !== undefined && index < this.length) chunk[index & (chunkLength - 1)] = value;
    }

    /** In the byte order of this machine. */
    save(): SavedColumn {
        return { length: this.length, chunks: this.chunks.map((chunk, index) => shrunk(this.used(chunk, index))) };
    }

    /** In place of what it has. */
    load({ length, chunks }: SavedColumn): void {
        this.length = length;
        this.chunks.length = 0;
        for (const kept of chunks) {
            const bytes = restored(kept);
            const chunk = this.make(bytes.length / this.make(1).BYTES_PER_ELEMENT);
            new Uint8Array(chunk.buffer).set(bytes);
            this.chunks.push(chunk);
        }
    }

    private used(chunk: Cells, index: number): Uint8Array {
        const entries = Math.min(chunk.length, this.length - index * chunkLength);
        return new Uint8Array(chunk.buffer, chunk.byteOffset, entries * chunk.BYTES_PER_ELEMENT);
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

export function float64Column(): Column {
    return new Column((length) => new Float64Array(length));
}

export function uint32Column(): Column {
    return new Column((length) => new Uint32Array(length));
}

export function uint16Column(): Column {
    return new Column((length) => new Uint16Array(length));
}

export function uint8Column(): Column {
    return new Column((length) => new Uint8Array(length));
}
