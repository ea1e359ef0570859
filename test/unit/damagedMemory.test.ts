import assert from "node:assert/strict";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { TraceOpening } from "../../webview/reading/traceOpening";
import type { OpenedTrace } from "../../webview/reading/openedTrace";
import { SeededRandom } from "../kernel/random/seededRandom";
import { mutated } from "./fuzz/mutations";
import { randomTrace } from "./fuzz/randomTrace";
import { preamble, record } from "./traceBytes";

setFlagsFromString("--expose-gc");
const collect = runInNewContext("gc") as () => void;

/** Enough that what one trace leaves behind is much more than what the process itself needs meanwhile. */
const records = 4000;
const damaged = 8;

function taken(): number {
    // What the first finds free may keep something else alive until the second.
    for (let round = 0; round < 3; round++) collect();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
}

describe("a damaged trace", () => {
    async function open(bytes: Uint8Array): Promise<OpenedTrace> {
        const opening = new TraceOpening("t", bytes.length, { progress: () => undefined, pause: () => Promise.resolve() });
        await opening.push(bytes);
        return opening.finish();
    }

    /** Bytes of memory that are taken as long as the trace is open. */
    async function memoryOf(bytes: Uint8Array): Promise<number> {
        const before = taken();
        const opened = await open(bytes);
        const memory = taken() - before;
        assert.ok(opened.trace.length >= 0);
        return memory;
    }

    /** The least of some tries, since meanwhile code is compiled, which stays. */
    async function leastMemoryOf(bytes: Uint8Array, enough: number): Promise<number> {
        let least = Infinity;
        for (let tries = 0; tries < 4 && least > enough; tries++) least = Math.min(least, await memoryOf(bytes));
        return least;
    }

    it("takes no more than twice the memory of the whole one", async () => {
        const random = new SeededRandom(1);
        const [trace, other] = [randomTrace(random, records), randomTrace(random, 24)];
        const whole = Buffer.concat([preamble(), ...trace.map(({ type, payload }) => record(type, payload))]);
        const own = await leastMemoryOf(whole, 0);
        assert.ok(own > whole.length, `${own} bytes for ${whole.length} of the file`);
        for (let number = 0; number < damaged; number++) {
            const { bytes } = mutated(random, trace, other);
            const memory = await leastMemoryOf(bytes, 2 * own);
            assert.ok(memory <= 2 * own, `trace ${number}: ${memory} bytes of memory, where the whole one takes ${own}`);
        }
    });
});
