import assert from "node:assert/strict";
import { fuzzRound, mutationsOfTrace } from "./fuzz/fuzzRound";
import { randomTrace } from "./fuzz/randomTrace";
import { readAnyTrace } from "./fuzz/readAnyTrace";
import { SeededRandom } from "../kernel/random/seededRandom";
import { preamble, record } from "./traceBytes";

describe("damaged traces", () => {
    const mutations = 10_000;
    const groups = 10;
    const perGroup = mutations / groups / mutationsOfTrace;
    /** Every so manyth is opened in the editor, which takes longer. */
    const opened = 10;
    for (let group = 0; group < groups; group++) {
        const first = 1 + group * perGroup;
        it(`are read without a fault, and without growing: seeds ${first} to ${first + perGroup - 1}`, async () => {
            for (let seed = first; seed < first + perGroup; seed++) await fuzzRound(seed, opened);
        });
    }

    it("come from traces that say something", () => {
        const bytes = Buffer.concat([
            preamble(),
            ...randomTrace(new SeededRandom(1), 24).map(({ type, payload }) => record(type, payload)),
        ]);
        assert.ok(readAnyTrace(bytes).events > 15);
    });
});
