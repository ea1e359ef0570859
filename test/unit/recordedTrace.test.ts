import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { emptyState } from "../../tracer/model/state";
import { stateJson } from "../../tracer/model/stateJson";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { TraceReading } from "../../tracer/review/traceReading";
import { preamble, record, u64 } from "./traceBytes";
import { review, reviewOf } from "./reviewed";
import { play } from "./script";

const aPipe = `
    p1 pipe 3 4
    p1 fork p2
    p1 enters read 3
    p2 write 4 "hello"
    p1 leaves "hello"
    p2 exits 0
    p1 wait p2`;

/** Long enough for several blocks of events and several keyframes. */
const long = `p1 pipe 3 4\np1 fork p2\n${'p1 write 4 "ab"\np2 read 3 "a"\np2 read 3 "b"\n'.repeat(300)}p1 msgget 7 = 3`;

describe("a recorded trace", () => {
    it("gives each event as it was", () => {
        for (const script of [aPipe, long]) {
            const { events } = play(script);
            const trace = reviewOf(events);
            assert.equal(trace.length, events.length);
            for (const seq of [events.length, 1, 700, 3, 256, 257, 512]) {
                if (seq <= events.length) assert.deepEqual(trace.event(seq), events[seq - 1]);
            }
            assert.deepEqual(
                events.map(({ seq }) => trace.event(seq)),
                events,
            );
        }
        assert.throws(() => review(aPipe).event(0), RangeError);
        assert.throws(() => review(aPipe).event(1000), RangeError);
    });

    it("gives each event of a trace that grows, whatever was asked for before", () => {
        const { events } = play(long);
        const trace = new RecordedTrace();
        for (const [index, event] of events.entries()) {
            trace.append([event], () => emptyState);
            for (const seq of [index + 1, index, 256, 257, 512]) {
                if (seq >= 1 && seq <= trace.length) assert.deepEqual(trace.event(seq), events[seq - 1]);
            }
        }
    });

    it("has the state after each event, in whatever order they are asked for", () => {
        const { events } = play(long);
        const trace = reviewOf(events);
        const states = statesOf(events);
        for (const seq of [500, 499, 501, 3, events.length, 0, 130, 400, 129, 128, 127]) {
            assert.deepEqual(stateJson(trace.stateAt(seq)), states[seq], `after event ${seq}`);
        }
    });

    it("says in columns what the events say", () => {
        const trace = review(aPipe);
        for (let seq = 1; seq <= trace.length; seq++) {
            const event = trace.event(seq);
            const { events } = trace;
            assert.deepEqual(
                [events.time(seq), events.process(seq), events.thread(seq).tid, events.kind(seq), events.call(seq)],
                [event.time, event.process, event.tid, event.kind, event.call ?? null],
            );
            assert.equal(events.object(seq), "object" in event ? event.object : null);
            assert.equal(events.result(seq), "result" in event ? event.result : null);
        }
    });

    it("finds moments by their time", () => {
        const trace = review(aPipe);
        const { events } = trace;
        assert.deepEqual([events.lastAt(-1), events.firstAt(-1)], [0, 1]);
        assert.deepEqual([events.lastAt(1e9), events.firstAt(1e9)], [trace.length, trace.length + 1]);
        for (let seq = 1; seq <= trace.length; seq++) {
            const last = events.lastAt(events.time(seq));
            assert.ok(
                last >= seq &&
                    events.time(last) === events.time(seq) &&
                    (last === trace.length || events.time(last + 1) > events.time(seq)),
            );
            const first = events.firstAt(events.time(seq));
            assert.ok(
                first <= seq && events.time(first) === events.time(seq) && (first === 1 || events.time(first - 1) < events.time(seq)),
            );
        }
        assert.equal(trace.stateAtTime(1e9).at, trace.length);
    });
});

describe("the reading of a trace", () => {
    it("takes pieces of any length, and says what is missing", () => {
        const bytes = Buffer.concat([preamble(), record(1, JSON.stringify(aHeader())), record(16, u64(7), "A note.")]);
        for (const length of [1, 7, bytes.length]) {
            const reading = new TraceReading("a");
            for (let start = 0; start < bytes.length; start += length) reading.push(bytes.subarray(start, start + length));
            assert.deepEqual(reading.finish(), ["'a' has no end: it is still being recorded, or it was cut off."]);
            assert.equal(reading.header?.ipcscope, "0.1.0");
            assert.deepEqual([reading.trace.length, reading.trace.events.kind(1), reading.trace.endTime], [1, "traceNote", 7e-9]);
        }
    });

    it("refuses what is no trace, or one of a version that it does not know", () => {
        assert.throws(() => new TraceReading("a").push(Buffer.from("no trace")), /'a' is not a trace of ipcscope\./);
        assert.throws(() => new TraceReading("a").finish(), /'a' is not a trace of ipcscope\./);
        assert.throws(
            () => new TraceReading("a").push(preamble(9)),
            /'a' is in version 9 of the trace format; this ipcscope reads versions 1 and 2; a newer one is needed\./,
        );
    });
});

function aHeader(): object {
    return {
        format: 1,
        minor: 4,
        ipcscope: "0.1.0",
        architecture: "x86_64",
        started: "",
        host: null,
        monotonicStart: "0",
        programs: [["a"]],
        directory: "/",
        payload: 4096,
        stacks: false,
    };
}

function statesOf(events: readonly Event[]): readonly unknown[] {
    const draft = new Draft();
    const states = [stateJson(draft.look())];
    for (const event of events) {
        advance(draft, event);
        states.push(stateJson(draft.look()));
    }
    return states;
}
