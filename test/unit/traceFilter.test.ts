import assert from "node:assert/strict";
import { Filter } from "../../tracer/review/filter/filter";
import { FilterError } from "../../tracer/review/filter/filterError";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { review, reviewOf, seqsOf } from "./reviewed";
import { play } from "./script";

const script = `
    p1 pipe 3 4
    p1 pipe 5 6
    p1 fork p2
    p2 write 4 "GET /index"
    p2 write 6 "post"
    p1 read 3 "GET /index"
    p1 write 4 "Get more"
    p2 exits 0`;

/** Each as kind, process and object. */
function found(trace: RecordedTrace, text: string): readonly string[] {
    return [...Filter.parse(text).find(trace)].map((seq) => {
        const { events } = trace;
        return `${events.kind(seq)} ${events.process(seq)} ${events.object(seq) ?? "-"}`;
    });
}

describe("a filter", () => {
    const trace = review(script);
    const wrote = (process: string, pipe: string): string => `bytesWritten ${process} ${pipe}`;

    it("finds events by what they are", () => {
        assert.deepEqual(found(trace, "kind:bytesWritten"), [wrote("p2", "pipe1"), wrote("p2", "pipe2"), wrote("p1", "pipe1")]);
        assert.deepEqual(found(trace, "process:p2 kind:bytesWritten object:pipe1"), [wrote("p2", "pipe1")]);
        assert.deepEqual(found(trace, "object:pipe2"), ["pipeCreated p1 pipe2", wrote("p2", "pipe2")]);
        assert.deepEqual(found(trace, `process:${seqsOf(trace, "bytesWritten").map((seq) => trace.event(seq).pid)[0]} kind:bytesW*`), [
            wrote("p2", "pipe1"),
            wrote("p2", "pipe2"),
        ]);
        assert.deepEqual(found(trace, "call:read"), ["bytesRead p1 pipe1"]);
    });

    it("takes several values of a key, and leaves out what has a minus", () => {
        assert.deepEqual(found(trace, "object:pipe1 kind:bytesWritten kind:bytesRead -process:p2"), [
            "bytesRead p1 pipe1",
            wrote("p1", "pipe1"),
        ]);
        assert.deepEqual(found(trace, "kind:bytesWritten,bytesRead -object:pipe1"), [wrote("p2", "pipe2")]);
    });

    it("finds text in what was moved, whatever its letters' size", () => {
        assert.deepEqual(found(trace, '"GET /"'), [wrote("p2", "pipe1"), "bytesRead p1 pipe1"]);
        assert.deepEqual(found(trace, "get kind:bytesWritten"), [wrote("p2", "pipe1"), wrote("p1", "pipe1")]);
        assert.deepEqual(found(trace, "text:get more"), [wrote("p1", "pipe1")]);
        assert.deepEqual(found(trace, "bytesWritten"), [], "the kind has a key of its own");
    });

    it("compares numbers", () => {
        assert.deepEqual(found(trace, "bytes:>8"), [wrote("p2", "pipe1"), "bytesRead p1 pipe1"]);
        assert.deepEqual(found(trace, "bytes:4..8"), [wrote("p2", "pipe2"), wrote("p1", "pipe1")]);
        assert.deepEqual(found(trace, "result:10 kind:bytesRead"), ["bytesRead p1 pipe1"]);
        assert.deepEqual(found(trace, "time:<0s"), []);
        assert.equal(found(trace, "time:>=0s").length, trace.length);
        const failing = review("p1 pipe 3 4\np1 read 3 = EAGAIN\np1 read 9 = EBADF");
        assert.deepEqual(found(failing, "result:EAGAIN"), ["callReturned p1 pipe1"]);
        assert.equal(found(failing, "result:E*").length, 2);
    });

    it("knows how long calls took, and in which program", () => {
        const { events } = play(`${script}\np1 exec wc\np1 write 4 "x"`);
        const timed = reviewOf([]);
        for (const event of events) timed.append([event], () => assert.fail(), event.kind === "bytesRead" ? 2_000_000 : 5e9);
        assert.deepEqual(found(timed, "duration:>1ms duration:<=2ms"), ["bytesRead p1 pipe1"]);
        assert.deepEqual(found(timed, "duration:1ms..2ms"), ["bytesRead p1 pipe1"]);
        assert.equal(timed.events.duration(events.findIndex(({ kind }) => kind === "pipeCreated") + 1), 5);
        assert.deepEqual(found(timed, "exe:wc kind:bytesWritten"), [wrote("p1", "pipe1")]);
        assert.equal(found(timed, "exe:/bin/wc kind:bytesWritten").length, 1);
    });

    it("says in one sentence what it does not understand", () => {
        for (const [text, sentence] of [
            ["who:p1", /^A filter knows no 'who:'; it knows kind, process, .*text\.$/],
            ["kind:bytesWriten", /^There are no events of the kind 'bytesWriten'\.$/],
            ["duration:>1x", /^'>1x' is no duration: write '>1ms', '<2s' or '1ms\.\.5ms'\.$/],
            ["duration:1", /^'1' is no duration/],
            ["bytes:many", /^'many' is no number of bytes/],
            ['"GET', /^A quotation mark is not closed\.$/],
            ["kind:", /^After 'kind:' a value is missing\.$/],
            ["constructor:x", /^A filter knows no 'constructor:'/],
        ] as const) {
            assert.throws(
                () => Filter.parse(text),
                (error) => error instanceof FilterError && sentence.test(error.message),
                text,
            );
        }
        assert.equal(Filter.parse("  ").isEmpty, true);
    });
});
