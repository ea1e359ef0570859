import assert from "node:assert/strict";
import { spanSize, type LaneSlice } from "../../webview/protocol/questions";
import { Stacks } from "../../webview/reading/stacks";
import { TraceAnswers } from "../../webview/reading/traceAnswers";
import { lsWc } from "../webview/stories/lsWc";
import { reviewOf } from "./reviewed";

/** A process that waits ten times for a tenth of a millisecond, with as much between two waits. */
const story = lsWc();
const first = story.events.length;
for (let wait = 0; wait < 10; wait++) {
    story.blocked("p1", "read", 0, "pipe1", { what: "input" }).resumed("p1", "read", 0, "pipe1");
}
const from = first * 1e5;
const to = from + 20 * 1e5;

/** From and to of what is drawn of the waits, on so many pixels. */
function drawn(pixels: number): readonly (readonly [number, number])[] {
    const answers = new TraceAnswers(reviewOf(story.events), new Stacks(), []);
    const [slice] = answers.answer({
        name: "slice",
        asked: { parts: [{ from, to, pixels }], lanes: [{ id: "p1", members: ["p1"] }] },
    }) as readonly LaneSlice[];
    const spans = [...(slice?.spans ?? [])];
    return Array.from({ length: spans.length / spanSize }, (_, index) => [
        Math.round(spans[index * spanSize] ?? 0),
        Math.round(spans[index * spanSize + 1] ?? 0),
    ]);
}

describe("the waits of a lane", () => {
    it("are drawn each where they can be told apart", () => {
        const waits = drawn(200);
        assert.equal(waits.length, 10);
        assert.deepEqual(waits[0], [from, from + 1e5]);
    });

    it("are one where less than a pixel is between them, and none where they are too short to see", () => {
        assert.deepEqual(drawn(12), [[from, to - 1e5]]);
        assert.deepEqual(drawn(2), []);
    });
});
