/** Damages traces as a lying file would be: anywhere, and in the fields that readers believe. */

/** mulberry32: the same numbers for the same seed everywhere. */
export function randomNumbers(seed: number): (below: number) => number {
    let state = seed;
    return (below) => {
        state = (state + 0x6d2b79f5) | 0;
        let bits = Math.imul(state ^ (state >>> 15), state | 1);
        bits ^= bits + Math.imul(bits ^ (bits >>> 7), bits | 61);
        return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32) * below);
    };
}

const preambleLength = 16;
const headLength = 8;
const extremes = [0n, 1n, 0xffn, 0xffffn, 0x7fffffffn, 0xffffffffn, 1n << 31n, 1n << 46n, 1n << 53n, (1n << 63n) - 1n, (1n << 64n) - 1n];

/** Where a call's result stands in the payload of `call` and `exit` records. */
const resultPlaces: ReadonlyMap<number, number> = new Map([
    [3, 72],
    [5, 16],
]);

interface Place {
    readonly start: number;
    readonly end: number;
}

function recordsOf(trace: Buffer): readonly Place[] {
    const places: Place[] = [];
    for (let start = preambleLength; start + headLength <= trace.length;) {
        const end = start + headLength + trace.readUInt32LE(start);
        places.push({ start, end });
        start = end;
    }
    return places;
}

/** One damage: a bit, a field, a length, a record lost, doubled or moved, or the end cut off. */
export function damaged(original: Buffer, random: (below: number) => number): Buffer {
    const trace = Buffer.from(original);
    const records = recordsOf(trace);
    const { start, end } = records[random(records.length)] ?? { start: 0, end: trace.length };
    const record = trace.subarray(start, end);
    switch (random(7)) {
        case 0:
            trace[random(trace.length)] = random(256);
            return trace;
        case 1: {
            const result = random(2) === 0 ? resultPlaces.get(trace.readUInt16LE(start + 4)) : undefined;
            const width = result === undefined ? ([1, 2, 4, 8][random(4)] ?? 8) : 8;
            if (end - start < headLength + width) return trace;
            const field = start + headLength + (result ?? random(end - start - headLength - width + 1));
            const value = Buffer.alloc(8);
            value.writeBigUInt64LE(extremes[random(extremes.length)] ?? 0n);
            value.copy(trace, field, 0, width);
            return trace;
        }
        case 2:
            trace.writeUInt32LE(random(2) === 0 ? random(trace.length) : 0xffffffff, start);
            return trace;
        case 3:
            trace.writeUInt16LE(random(24), start + 4);
            return trace;
        case 4:
            return Buffer.concat([trace.subarray(0, start), trace.subarray(end)]);
        case 5: {
            const other = records[random(records.length)]?.start ?? preambleLength;
            return Buffer.concat([trace.subarray(0, other), record, trace.subarray(other)]);
        }
        default:
            return trace.subarray(0, random(trace.length));
    }
}
