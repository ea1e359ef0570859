/** A code of deflated data (RFC 1951, 3.2.2), as a table from the next bits to the symbol that they begin with. */

const longest = 15;

export class HuffmanCode {
    private readonly mask: number;
    private readonly table: Uint16Array;

    /** `lengths`: in bits, of each symbol's word; 0: it has none. Throws a RangeError when these are too many words. */
    constructor(lengths: readonly number[]) {
        const most = Math.max(1, ...lengths);
        const next = firstWords(lengths);
        this.mask = (1 << most) - 1;
        this.table = new Uint16Array(1 << most);
        for (const [symbol, length] of lengths.entries()) {
            if (length === 0) continue;
            const word = next[length] ?? 0;
            next[length] = word + 1;
            for (let index = reversed(word, length); index <= this.mask; index += 1 << length) this.table[index] = (symbol << 4) | length;
        }
    }

    /** Of the symbol whose word these bits begin with, lowest first: the symbol times 16, and its length; 0: there is none. */
    entry(bits: number): number {
        return this.table[bits & this.mask] ?? 0;
    }
}

/** By length. */
function firstWords(lengths: readonly number[]): number[] {
    const counts = new Array<number>(longest + 1).fill(0);
    for (const length of lengths) if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
    const words = [0];
    let word = 0;
    for (let length = 1; length <= longest; length++) {
        word = (word + (counts[length - 1] ?? 0)) << 1;
        if (word + (counts[length] ?? 0) > 1 << length) throw new RangeError("a code with too many words");
        words.push(word);
    }
    return words;
}

function reversed(word: number, length: number): number {
    let result = 0;
    for (let bit = 0; bit < length; bit++) result |= ((word >>> bit) & 1) << (length - 1 - bit);
    return result;
}
