/** Damages traces that have an index, and opens them as the editor does: by the index where it is good, else by reading. */
import assert from "node:assert/strict";
import { stateJson } from "../../../tracer/model/stateJson";
import { TraceReading } from "../../../tracer/review/traceReading";
import { checksum } from "../../../tracer/trace/checksum";
import { indexKey, storedIndex } from "../../../tracer/trace/storedIndex";
import { TraceError } from "../../../tracer/trace/traceError";
import { openArchive, savedOpened, type OpenedTrace } from "../../../webview/reading/openedTrace";
import { Stacks } from "../../../webview/reading/stacks";
import type { SeededRandom } from "../../kernel/random/seededRandom";
import { block, preamble, record, u32 } from "../traceBytes";
import { randomTrace, type RawRecord } from "./randomTrace";

const records = 24;
const endLength = 21;

/** null: it is no trace. */
function read(bytes: Buffer): OpenedTrace | null {
    const reading = new TraceReading("trace");
    try {
        reading.push(bytes);
        return { trace: reading.trace, stacks: new Stacks(), notices: reading.finish(), sources: [], findings: null };
    } catch (error) {
        if (error instanceof TraceError) return null;
        throw error;
    }
}

/** null: it has no index, or none that is of use. */
export function openedByIndex(bytes: Buffer): OpenedTrace | null {
    const stored = storedIndex(bytes);
    return stored === null ? null : openArchive(stored.archive, stored.key);
}

/** By docs/trace-format.md, and not by what writes it. */
export function withIndex(trace: Buffer): Buffer {
    const [before, end] = [trace.subarray(0, -endLength), trace.subarray(-endLength)];
    const opened = read(trace);
    assert.ok(opened !== null);
    const archive = Buffer.from(savedOpened(opened, indexKey(trace.length, checksum(trace))));
    return Buffer.concat([before, record(28, archive, u32(archive.length + 4)), end]);
}

export function wholeTrace(random: SeededRandom): Buffer {
    const plain = randomTrace(random, records);
    const asBytes = ({ type, payload }: RawRecord): Buffer => record(type, payload);
    if (random.chance(50)) return Buffer.concat([preamble(), ...plain.map(asBytes)]);
    return Buffer.concat([
        preamble(2),
        ...plain.slice(0, 1).map(asBytes),
        block(...plain.slice(1, -1).map(asBytes)),
        ...plain.slice(-1).map(asBytes),
    ]);
}

type Mutation = (random: SeededRandom, bytes: Buffer, other: Buffer) => Buffer;

const changed: Mutation = (random, bytes) => {
    const damaged = Buffer.from(bytes);
    // Half of them where heads, lengths and keys stand.
    const near = random.chance(50) ? endLength + 12 : bytes.length;
    const place = bytes.length - 1 - random.below(near);
    damaged[place] = random.below(256);
    return damaged;
};

const mutations: readonly Mutation[] = [
    changed,
    changed,
    (random, bytes) => bytes.subarray(0, random.below(bytes.length)),
    (random, bytes) => {
        const from = random.below(bytes.length);
        return Buffer.concat([bytes.subarray(0, from), bytes.subarray(from + 1 + random.below(100))]);
    },
    (random, bytes, other) => {
        const [from, start] = [random.below(bytes.length), random.below(other.length)];
        return Buffer.concat([bytes.subarray(0, from), other.subarray(start, start + random.below(100)), bytes.subarray(from)]);
    },
    (random, bytes) => {
        const damaged = Buffer.from(bytes);
        const from = random.below(bytes.length);
        return damaged.fill(0, from, Math.min(bytes.length, from + random.below(4096)));
    },
    // The index of another trace, and another trace before this index.
    (_random, bytes, other) => Buffer.concat([partsOf(bytes).trace, partsOf(other).index, partsOf(bytes).end]),
    (_random, bytes, other) => Buffer.concat([partsOf(other).trace, partsOf(bytes).index, partsOf(bytes).end]),
    (_random, bytes) => Buffer.concat([partsOf(bytes).trace, partsOf(bytes).index, partsOf(bytes).index, partsOf(bytes).end]),
];

function partsOf(bytes: Buffer): { readonly trace: Buffer; readonly index: Buffer; readonly end: Buffer } {
    const end = bytes.subarray(-endLength);
    if (bytes.length < endLength + 4) return { trace: bytes, index: Buffer.alloc(0), end };
    const begin = Math.max(0, bytes.length - endLength - bytes.readUInt32LE(bytes.length - endLength - 4) - 8);
    return { trace: bytes.subarray(0, begin), index: bytes.subarray(begin, -endLength), end };
}

/** After one to three mutations. Throws where the index makes another trace of these bytes than reading them does. Returns whether it was of use. */
export function openDamaged(random: SeededRandom, indexed: Buffer, other: Buffer): boolean {
    let bytes = indexed;
    for (let count = 1 + random.below(3); count > 0 && bytes.length > 0; count--) bytes = random.pick(mutations)(random, bytes, other);
    const opened = read(bytes);
    const byIndex = openedByIndex(bytes);
    if (byIndex === null) return false;
    assert.ok(opened !== null, "it opens by its index, and is no trace");
    assert.equal(byIndex.trace.length, opened.trace.length);
    const seq = random.below(byIndex.trace.length + 1);
    for (const at of [seq, byIndex.trace.length]) {
        assert.deepEqual(stateJson(byIndex.trace.stateAt(at)), stateJson(opened.trace.stateAt(at)));
    }
    assert.deepEqual(byIndex.notices, opened.notices);
    return true;
}
