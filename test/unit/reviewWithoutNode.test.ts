import assert from "node:assert/strict";
import path from "node:path";
import vm from "node:vm";
import { build } from "esbuild";
import { TraceReading } from "../../tracer/review/traceReading";
import { SeededRandom } from "../kernel/random/seededRandom";
import { randomTrace } from "./fuzz/randomTrace";
import { preamble, record } from "./traceBytes";

const review = path.resolve(__dirname, "../../tracer/review");

/** What a browser's page would import. */
const program = `
    import { TraceReading } from "${review}/traceReading";
    import { Filter } from "${review}/filter/filter";
    import { summaryOf } from "${review}/summary/summary";
    const reading = new TraceReading("trace");
    reading.push(new Uint8Array(bytes));
    const faults = reading.finish();
    const { trace } = reading;
    const found = [...Filter.parse("kind:pipeCreated").find(trace)];
    outcome = { faults: faults.join(" "), length: trace.length, at: trace.stateAt(trace.length).at, found: found.length, seconds: summaryOf(trace).seconds };
`;

describe("a trace under review", () => {
    it("needs nothing of Node, nor of a browser but TextDecoder and TextEncoder", async () => {
        const { outputFiles } = await build({
            stdin: { contents: program, loader: "ts", resolveDir: review },
            bundle: true,
            write: false,
            platform: "browser",
            format: "iife",
        });
        const records = randomTrace(new SeededRandom(1), 24).map(({ type, payload }) => record(type, payload));
        const bytes = Uint8Array.from(Buffer.concat([preamble(), ...records]));
        const world: Record<string, unknown> = { bytes, TextDecoder, TextEncoder, outcome: null };
        vm.runInNewContext(outputFiles[0]?.text ?? "", world);
        const here = new TraceReading("trace");
        here.push(bytes);
        const { length } = here.trace;
        assert.ok(length > 15);
        assert.deepEqual(
            { ...(world["outcome"] as object) },
            { faults: here.finish().join(" "), length, at: length, found: 2, seconds: here.trace.endTime },
        );
    });
});
