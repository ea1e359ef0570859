import assert from "node:assert/strict";
import { stateJson } from "../../tracer/model/stateJson";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { TraceReading } from "../../tracer/review/traceReading";
import { SeededRandom } from "../kernel/random/seededRandom";
import { openDamaged, openedByIndex, wholeTrace, withIndex } from "./fuzz/indexedTrace";

describe("damaged traces with an index", () => {
    const seeds = 100;
    const mutationsOfTrace = 100;

    it("are opened by it when they are whole", () => {
        for (let seed = 1; seed <= seeds; seed++) {
            const trace = wholeTrace(new SeededRandom(seed));
            const reading = new TraceReading("trace");
            reading.push(trace);
            const opened = openedByIndex(withIndex(trace));
            assert.equal(opened?.trace.length, reading.trace.length);
            assert.deepEqual(stateJson(opened.trace.stateAt(opened.trace.length)), stateJson(reading.trace.stateAt(reading.trace.length)));
            assert.deepEqual(opened.notices, reading.finish());
            const durations = (trace: RecordedTrace): readonly unknown[] =>
                Array.from({ length: trace.length }, (_, index) => trace.events.duration(index + 1));
            assert.deepEqual(durations(opened.trace), durations(reading.trace));
        }
    });

    it("are never another trace by it than they are when they are read", function () {
        let [used, all] = [0, 0];
        for (let seed = 1; seed <= seeds; seed++) {
            const random = new SeededRandom(seed);
            const [indexed, other] = [withIndex(wholeTrace(random)), withIndex(wholeTrace(random))];
            for (let number = 0; number < mutationsOfTrace; number++) {
                try {
                    all += 1;
                    if (openDamaged(random, indexed, other)) used += 1;
                } catch (error) {
                    throw new Error(`seed ${seed}, trace ${number}`, { cause: error });
                }
            }
        }
        assert.ok(used < all / 10, `${used} of ${all} were opened by their index`);
    });
});
