/**
 * A program that prints how many bytes of memory a trace takes while it is open, and how many some damaged copies of it take: a
 * process of its own, in which nothing else comes and goes. Run with --expose-gc.
 */
import { TraceOpening } from "../../../webview/reading/traceOpening";
import { SeededRandom } from "../../kernel/random/seededRandom";
import { preamble, record } from "../traceBytes";
import { mutated } from "./mutations";
import { randomTrace } from "./randomTrace";

/** Enough that what one trace leaves behind is much more than what the process itself needs meanwhile. */
const records = 4000;
const damaged = 4;

export interface MemoryOfDamaged {
    /** Bytes of the file. */
    readonly file: number;
    /** Bytes of memory. */
    readonly whole: number;
    readonly damaged: readonly number[];
}

function taken(): number {
    // What the first finds free may keep something else alive until the second.
    for (let round = 0; round < 3; round++) globalThis.gc?.();
    const { heapUsed, arrayBuffers } = process.memoryUsage();
    return heapUsed + arrayBuffers;
}

async function memoryOf(bytes: Uint8Array): Promise<number> {
    const before = taken();
    const opening = new TraceOpening("t", bytes.length, { progress: () => undefined, pause: () => Promise.resolve() });
    await opening.push(bytes);
    const opened = await opening.finish();
    const memory = taken() - before;
    if (opened.trace.length < 0) throw new RangeError("a trace has no negative length"); // It is open until here.
    return memory;
}

/** The least of some tries, since meanwhile code is compiled, which stays. */
async function leastMemoryOf(bytes: Uint8Array): Promise<number> {
    const tries: number[] = [];
    for (let number = 0; number < 2; number++) tries.push(await memoryOf(bytes));
    return Math.min(...tries);
}

async function main(): Promise<void> {
    const random = new SeededRandom(1);
    const [trace, other] = [randomTrace(random, records), randomTrace(random, 24)];
    const whole = Buffer.concat([preamble(), ...trace.map(({ type, payload }) => record(type, payload))]);
    await memoryOf(whole);
    const own = await leastMemoryOf(whole);
    const ofDamaged: number[] = [];
    for (let number = 0; number < damaged; number++) ofDamaged.push(await leastMemoryOf(mutated(random, trace, other).bytes));
    const memory: MemoryOfDamaged = { file: whole.length, whole: own, damaged: ofDamaged };
    process.stdout.write(JSON.stringify(memory));
}

void main();
