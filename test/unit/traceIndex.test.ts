import assert from "node:assert/strict";
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { TraceIndex } from "../../webview/reading/traceIndex";
import { lsWc } from "../webview/stories/lsWc";
import { reviewOf } from "./reviewed";

/** A pipeline, a second in which nothing happens, and many waits. */
function story(): readonly Event[] {
    const told = lsWc();
    const { length } = told.events;
    for (let wait = 0; wait < 10; wait++) told.blocked("p1", "read", 0, "pipe1", { what: "input" }).resumed("p1", "read", 0, "pipe1");
    return told.events.map((event) => (event.seq <= length ? event : { ...event, time: event.time + 1 }));
}

function contents(index: TraceIndex): object {
    const threads = index.threads.map(({ seqs, waits }) => [[...seqs], [...waits]]);
    return { threads, lanes: index.lanes, stops: index.stops, idle: index.idle(), density: [...index.density()], end: index.end };
}

describe("the index of a trace", () => {
    it("is the same whether the trace has grown under it, by whatever steps, or was there at once", () => {
        const events = story();
        for (const step of [1, 3, 7, events.length]) {
            const trace = new RecordedTrace();
            const draft = new Draft();
            const grown = new TraceIndex(trace);
            for (const [at, event] of events.entries()) {
                advance(draft, event);
                trace.append([event], () => draft.look());
                if ((at + 1) % step === 0) grown.grow();
            }
            grown.grow();
            assert.deepEqual(contents(grown), contents(new TraceIndex(trace)), `in steps of ${step}`);
        }
    });

    it("has each event once, in the lane of its thread and in the density", () => {
        const events = story();
        const index = new TraceIndex(reviewOf(events));
        const seqs = index.threads.flatMap((thread) => [...thread.seqs]).sort((one, other) => one - other);
        assert.deepEqual(
            seqs,
            Array.from(events, (_, at) => at + 1),
        );
        assert.equal(
            index.density().reduce((sum, count) => sum + count, 0),
            events.length,
        );
        assert.equal(index.idle().length, 1);
    });
});
