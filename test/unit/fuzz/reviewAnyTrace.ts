/** Opens the bytes of a trace as a document, and asks of it all that can be asked. */
import assert from "node:assert/strict";
import { summaryLines } from "../../../tracer/cli/summaryLines";
import { stateJson } from "../../../tracer/model/stateJson";
import { loadArchive, saveArchive } from "../../../tracer/review/archive/archive";
import { Filter } from "../../../tracer/review/filter/filter";
import type { RecordedTrace } from "../../../tracer/review/recordedTrace";
import { summaryOf } from "../../../tracer/review/summary/summary";
import { TraceReading } from "../../../tracer/review/traceReading";
import { TraceError } from "../../../tracer/trace/traceError";
import type { SeededRandom } from "../../kernel/random/seededRandom";

const filter = Filter.parse('-kind:pipeCreated process:p* result:>-5 bytes:>=0 exe:* time:>=0s "a"');

/** Percent of the traces. */
const archived = 20;

/** Maps of every kind as lists. */
function plain(value: unknown): unknown {
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return value;
    if (Array.isArray(value)) return value.map(plain);
    if (Symbol.iterator in value) return Array.from(value as Iterable<unknown>, plain);
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, plain(part)]));
}

/** The events that could be read; what is no trace gives none. */
export function reviewAnyTrace(bytes: Buffer, random: SeededRandom): number {
    const reading = new TraceReading("trace");
    const cut = random.below(bytes.length + 1);
    try {
        for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) reading.push(piece);
        for (const sentence of reading.finish()) assert.match(sentence, /^'trace' .*\.$/);
    } catch (error) {
        if (error instanceof TraceError) return 0;
        throw error;
    }
    const { trace } = reading;
    const { length } = trace;
    const seq = random.below(length + 1);
    const [before, state] = [trace.stateAt(seq), trace.stateAt(length)];
    assert.deepEqual([before.at, state.at], [seq, length]);
    JSON.stringify(stateJson(state));
    if (random.chance(archived)) {
        const again = loadArchive(saveArchive({ trace, beside: null }, ""), "")?.trace;
        assert.deepEqual(again?.length, length);
        for (const [at, known] of [
            [seq, before],
            [length, state],
        ] as const) {
            assert.deepEqual(plain(again.stateAt(at)), plain(known));
        }
    }
    for (let each = 1; each <= length; each++) askOf(trace, each);
    for (const found of filter.find(trace)) assert.ok(found <= length);
    summaryLines(summaryOf(trace), trace);
    return length;
}

function askOf(trace: RecordedTrace, seq: number): void {
    const event = trace.event(seq);
    assert.deepEqual([event.seq, event.kind, event.process], [seq, trace.events.kind(seq), trace.events.process(seq)]);
    for (const { from, to } of [...trace.links.causesOf(seq), ...trace.links.effectsOf(seq)]) {
        assert.ok(from > 0 && to > 0 && from <= trace.length && to <= trace.length, `${from} → ${to} of ${trace.length}`);
    }
    for (const { write, length } of trace.provenance(seq)) assert.ok(length > 0 && (write ?? 1) <= trace.length);
    trace.readersOf(seq);
}
