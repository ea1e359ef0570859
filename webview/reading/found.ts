/** The events that a search has found. */

export class Found {
    /** In rising order. */
    readonly seqs: Uint32Array;
    private readonly bits: Uint8Array;

    /** `length`: events of the whole trace. */
    constructor(seqs: Iterable<number>, length: number) {
        this.seqs = Uint32Array.from(seqs);
        this.bits = new Uint8Array((length >>> 3) + 1);
        for (const seq of this.seqs) this.bits[seq >>> 3] = (this.bits[seq >>> 3] ?? 0) | (1 << (seq & 7));
    }

    has(seq: number): boolean {
        return ((this.bits[seq >>> 3] ?? 0) & (1 << (seq & 7))) !== 0;
    }

    /** How many of these are among them; of very many, as many as a part of them lets expect. */
    between(seqs: Uint32Array, from: number, to: number): number {
        const step = Math.max(1, Math.floor((to - from) / 64));
        let count = 0;
        for (let at = from; at < to; at += step) if (this.has(seqs[at] ?? 0)) count += step;
        return count;
    }

    /** The next after (or before) an event; null: there is none. */
    step(from: number, direction: 1 | -1): number | null {
        let [low, high] = [0, this.seqs.length];
        while (low < high) {
            const middle = (low + high) >>> 1;
            if ((this.seqs[middle] ?? Infinity) <= from - (direction === 1 ? 0 : 1)) low = middle + 1;
            else high = middle;
        }
        return this.seqs[direction === 1 ? low : low - 1] ?? null;
    }
}
