import assert from "node:assert/strict";
import { leavesDescriptors } from "../../tracer/export/rows/leftOpen";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { emptyState } from "../../tracer/model/state";
import { noSources } from "../../tracer/review/traceReading";
import { decodeRecord, isDamage } from "../../tracer/trace/decodeRecord";
import { PayloadReader } from "../../tracer/trace/payloadReader";
import type { TraceRecord } from "../../tracer/trace/record";
import { apply } from "../apply";
import { SeededRandom } from "../kernel/random/seededRandom";
import { randomTrace, type RawRecord } from "./fuzz/randomTrace";

describe("counting the descriptors that nobody closed", () => {
    function decoded({ type, payload }: RawRecord): readonly TraceRecord[] {
        try {
            const record = decodeRecord(type, new PayloadReader(payload));
            return record === undefined ? [] : [record];
        } catch (error) {
            if (isDamage(error)) return [];
            throw error;
        }
    }

    it("leaves out only events that change no descriptor", () => {
        const met = new Set<string>();
        for (let seed = 1; seed <= 40; seed++) {
            const interpreter = new Interpreter(noSources);
            let state = emptyState;
            for (const event of randomTrace(new SeededRandom(seed), 200)
                .flatMap(decoded)
                .flatMap((record) => interpreter.read(record))) {
                const after = apply(state, event);
                if (leavesDescriptors.has(event.kind)) {
                    met.add(event.kind);
                    assert.deepEqual([...after.tables], [...state.tables], `seed ${seed}: ${event.kind}`);
                }
                state = after;
            }
        }
        assert.deepEqual([...met].sort(), [...leavesDescriptors].sort());
    });
});
