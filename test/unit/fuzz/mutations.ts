/** Damage to a trace: some that nobody aims, some that somebody who knows the format would do. */
import type { SeededRandom } from "../../kernel/random/seededRandom";
import { block, preamble, record } from "../traceBytes";
import type { RawRecord } from "./randomTrace";

/** Numbers with which a size, an index or an identity goes wrong. */
const numbers = [
    0n,
    1n,
    2n,
    5n,
    1031n,
    4096n,
    65536n,
    1n << 24n,
    0x7ffff000n,
    0x7fffffffn,
    0xffffffffn,
    1n << 32n,
    1n << 46n,
    1n << 53n,
    (1n << 63n) - 1n,
    1n << 63n,
    (1n << 64n) - 1n,
];
const jsonValues = ["null", "[]", "{}", '""', "1e400", "-1", "[[[]]]", '"\\u0000"', "truee", "[".repeat(2000)];

type Mutation = (random: SeededRandom, records: RawRecord[], other: readonly RawRecord[]) => void;

function change(random: SeededRandom, records: RawRecord[], how: (payload: Buffer) => Buffer | undefined): void {
    const index = random.below(records.length);
    const chosen = records[index];
    const payload = chosen === undefined ? undefined : how(Buffer.from(chosen.payload));
    if (chosen !== undefined && payload !== undefined) records[index] = { ...chosen, payload };
}

/** Where arguments and result stand in the payload (docs/trace-format.md). */
const wordsOfCall: ReadonlyMap<number, { readonly arguments?: number; readonly result?: number }> = new Map([
    [3, { arguments: 24, result: 72 }],
    [4, { arguments: 16 }],
    [5, { result: 16 }],
]);

/** A call with a large result, and often arguments that allow it. */
function enlargeCall(random: SeededRandom, records: RawRecord[]): void {
    const calls = records.flatMap(({ type }, index) => (wordsOfCall.has(type) ? [index] : []));
    if (calls.length === 0) return;
    const index = random.pick(calls);
    const [chosen, number] = [records[index], random.pick(numbers)];
    const words = wordsOfCall.get(chosen?.type ?? 0);
    if (chosen === undefined || words === undefined) return;
    const payload = Buffer.from(chosen.payload);
    const write = (offset: number): void => {
        if (offset + 8 <= payload.length) payload.writeBigUInt64LE(number, offset);
    };
    if (words.result !== undefined) write(words.result);
    if (words.arguments !== undefined && random.chance(75)) write(words.arguments + 8 * (1 + random.below(5)));
    if (words.arguments !== undefined && random.chance(75)) write(words.arguments + 8 * 2);
    records[index] = { ...chosen, payload };
}

const mutations: readonly Mutation[] = [
    enlargeCall,
    enlargeCall,
    enlargeCall,
    enlargeCall,
    (random, records) =>
        change(random, records, (payload) => {
            if (payload.length < 8) return undefined;
            payload.writeBigUInt64LE(random.pick(numbers), Math.min(payload.length - 8, 4 * random.below(payload.length / 4)));
            return payload;
        }),
    (random, records) =>
        change(random, records, (payload) => {
            if (payload.length < 4) return undefined;
            payload.writeUInt32LE(
                Number(BigInt.asUintN(32, random.pick(numbers))),
                Math.min(payload.length - 4, random.below(payload.length)),
            );
            return payload;
        }),
    (random, records) =>
        change(random, records, (payload) => {
            if (payload.length > 0) payload[random.below(payload.length)] = random.below(256);
            return payload;
        }),
    (random, records) => change(random, records, (payload) => payload.subarray(0, random.below(payload.length + 1))),
    (random, records) => change(random, records, (payload) => Buffer.concat([payload, Buffer.alloc(random.below(40), random.below(256))])),
    (random, records) => void records.splice(random.below(records.length), 1 + random.below(3)),
    (random, records, other) => void records.splice(random.below(records.length), 0, random.pick(other)),
    (random, records) => {
        const [moved] = records.splice(random.below(records.length), 1);
        if (moved !== undefined) records.splice(random.below(records.length + 1), 0, moved);
    },
    (random, records) => {
        const index = random.below(records.length);
        const chosen = records[index];
        if (chosen !== undefined) records[index] = { ...chosen, type: random.below(23) };
    },
    (random, records) => {
        const index = records.findIndex(({ type }) => type === 1);
        if (index < 0) return;
        const fields = [...(records[index]?.payload.toString().matchAll(/:/g) ?? [])];
        const text = records[index]?.payload.toString() ?? "";
        const place = fields.length === 0 ? 0 : random.pick(fields).index + 1;
        records[index] = {
            type: 1,
            payload: Buffer.from(text.slice(0, place) + random.pick(jsonValues) + text.slice(place + random.below(9))),
        };
    },
];

export interface MutatedTrace {
    readonly bytes: Buffer;
    /** Of the trace, were it not deflated. */
    readonly length: number;
}

/** The trace after one to four mutations, in half of the cases in blocks, now and then with damage to its bytes as a whole. */
export function mutated(random: SeededRandom, trace: readonly RawRecord[], other: readonly RawRecord[]): MutatedTrace {
    const records = [...trace];
    for (let count = 1 + random.below(4); count > 0 && records.length > 0; count--) random.pick(mutations)(random, records, other);
    const plain = records.map(({ type, payload }) => record(type, payload));
    const deflated = random.chance(50);
    const bytes = Buffer.concat(deflated ? [preamble(2), ...inBlocks(random, plain)] : [preamble(), ...plain]);
    const length = deflated ? preamble().length + Buffer.concat(plain).length : bytes.length;
    if (random.chance(deflated ? 50 : 10)) bytes[random.below(bytes.length)] = random.below(256);
    return { bytes: random.chance(10) ? bytes.subarray(0, random.below(bytes.length)) : bytes, length };
}

/** As an engine writes them, and as nobody does: blocks without records, with half a record, and in a block. */
function inBlocks(random: SeededRandom, records: readonly Buffer[]): readonly Buffer[] {
    const written: Buffer[] = [];
    for (let next = 0; next < records.length;) {
        const together = records.slice(next, next + random.below(12));
        next += Math.max(1, together.length);
        if (random.chance(20)) written.push(...together);
        else if (random.chance(95)) written.push(block(...together));
        else written.push(random.chance(50) ? block(block(...together)) : block(Buffer.concat(together).subarray(0, -3)));
    }
    return written;
}
