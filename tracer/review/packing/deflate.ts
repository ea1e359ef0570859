/**
 * Deflates bytes (RFC 1951) at once, which a page cannot do otherwise. Quickly rather than well: with the codes that the format fixes, and
 * for each place with the last one alone that began alike.
 */

/** What `inflate` (tracer/trace) makes `bytes` of again. */
export function deflate(bytes: Uint8Array): Uint8Array {
    const deflation = new Deflation(bytes);
    return deflation.all();
}

const [shortest, longest, farthest] = [4, 258, 1 << 15];
const hashBits = 14;
const endOfBlock = 256;
/** In bits: a literal has at most 9, a repetition, of which there are fewer, 8 + 5 + 5 + 13. */
const [headBits, literalBits, endBits] = [3, 9, 7];

/** The fixed code's words, with the first bit lowest, and their lengths in the lowest four bits. */
const literalWords = Uint32Array.from({ length: 288 }, (_, symbol) => {
    if (symbol < 144) return wordOf(0b0011_0000 + symbol, 8);
    if (symbol < 256) return wordOf(0b1_1001_0000 + symbol - 144, 9);
    if (symbol < 280) return wordOf(symbol - 256, 7);
    return wordOf(0b1100_0000 + symbol - 280, 8);
});
const distanceWords = Uint32Array.from({ length: 30 }, (_, symbol) => wordOf(symbol, 5));

function wordOf(word: number, length: number): number {
    let reversed = 0;
    for (let bit = 0; bit < length; bit++) reversed |= ((word >>> bit) & 1) << (length - 1 - bit);
    return (reversed << 4) | length;
}

class Deflation {
    private readonly made: Uint8Array;
    private written = 0;
    private bits = 0;
    private count = 0;

    constructor(private readonly bytes: Uint8Array) {
        this.made = new Uint8Array(Math.ceil((headBits + bytes.length * literalBits + endBits) / 8) + 4);
    }

    all(): Uint8Array {
        const { bytes } = this;
        const places = new Int32Array(1 << hashBits).fill(-1);
        const lastPlace = bytes.length - shortest;
        this.put(0b011, headBits); // The last block, with the fixed codes.
        let place = 0;
        while (place <= lastPlace) {
            const hash = this.hashAt(place);
            const before = places[hash] ?? -1;
            places[hash] = place;
            const length = before < 0 || place - before > farthest ? 0 : this.alike(before, place);
            if (length < shortest) {
                this.word(literalWords[bytes[place] ?? 0] ?? 0);
                place += 1;
            } else {
                this.repeat(length, place - before);
                place += length;
            }
        }
        for (; place < bytes.length; place++) this.word(literalWords[bytes[place] ?? 0] ?? 0);
        this.word(literalWords[endOfBlock] ?? 0);
        this.put(0, 7); // To the end of the byte.
        return this.made.slice(0, this.written);
    }

    private hashAt(place: number): number {
        const { bytes } = this;
        const four =
            (bytes[place] ?? 0) | ((bytes[place + 1] ?? 0) << 8) | ((bytes[place + 2] ?? 0) << 16) | ((bytes[place + 3] ?? 0) << 24);
        return Math.imul(four, 0x9e37_79b1) >>> (32 - hashBits);
    }

    private alike(before: number, place: number): number {
        const { bytes } = this;
        const most = Math.min(longest, bytes.length - place);
        let length = 0;
        while (length < most && bytes[before + length] === bytes[place + length]) length += 1;
        return length;
    }

    private repeat(length: number, distance: number): void {
        // Lengths and distances stand in groups, each with twice as many as one before it; the extra bits say which of the group.
        if (length === longest) {
            this.word(literalWords[285] ?? 0);
        } else if (length < 11) {
            this.word(literalWords[254 + length] ?? 0);
        } else {
            const extra = 29 - Math.clz32(length - 3);
            this.word(literalWords[261 + 4 * extra + (((length - 3) >>> extra) & 3)] ?? 0);
            this.put((length - 3) & ((1 << extra) - 1), extra);
        }
        if (distance < 5) {
            this.word(distanceWords[distance - 1] ?? 0);
        } else {
            const extra = 30 - Math.clz32(distance - 1);
            this.word(distanceWords[2 + 2 * extra + (((distance - 1) >>> extra) & 1)] ?? 0);
            this.put((distance - 1) & ((1 << extra) - 1), extra);
        }
    }

    private word(wordAndLength: number): void {
        this.put(wordAndLength >>> 4, wordAndLength & 15);
    }

    /** At most 16 bits. */
    private put(value: number, count: number): void {
        this.bits |= value << this.count;
        this.count += count;
        while (this.count >= 8) {
            this.made[this.written++] = this.bits;
            this.bits >>>= 8;
            this.count -= 8;
        }
    }
}
