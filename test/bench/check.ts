/**
 * How long `ipcscope check` takes for a trace of a million events, of 40 processes that pass messages; and in seconds of the processor, without the
 * start of the command, what of it the interpreter needs alone: `npx tsx test/bench/check.ts [EVENTS]`, after `npm run build`.
 */
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Examination } from "../../tracer/diagnosis/examination";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { noSources } from "../../tracer/review/traceReading";
import { readTrace } from "../../tracer/traceFile/readTrace";
import { recordedRun } from "./measure/recordedRun";

const root = path.resolve(__dirname, "../..");
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / eventsOfRound);

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const recording = await recordedRun([path.join(root, "test/programs/build/message_groups"), String(rounds)], directory, {
            stacks: true,
        });
        const trace = path.join(directory, "bench.ipctrace");
        const passed = await commandSeconds(trace);
        // What runs first is compiled first: that is no part of the difference.
        await seconds(trace, new Interpreter(noSources));
        const alone = new Interpreter(noSources);
        const interpreting = await seconds(trace, alone);
        print("interpreting", interpreting);
        const interpreter = new Interpreter(noSources);
        const examination = new Examination(interpreter);
        interpreter.tellBefore(examination);
        const checking = (await seconds(trace, interpreter)) - interpreting;
        print("checking beside it", checking);
        console.log(
            `while it is recorded: ${((checking / recording.seconds) * 100).toFixed(1)} % of the ${recording.seconds.toFixed(1)} s that this takes`,
        );
        console.log(`ipcscope check: ${passed.toFixed(1)} s passed, the shortest of ${runs}`);
        console.log(`${alone.now.at.toLocaleString("en")} events, ${examination.findings().length} findings`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

const runs = 3;

/** That pass. */
async function commandSeconds(trace: string): Promise<number> {
    const times: number[] = [];
    for (let run = 0; run < runs; run++) {
        const before = performance.now();
        const child = spawn(path.join(root, "dist/ipcscope"), ["check", trace], { stdio: "ignore" });
        const [status] = (await once(child, "close")) as [number | null];
        if (status !== 0) throw new Error(`ipcscope check ended with ${status ?? "a signal"}`);
        times.push((performance.now() - before) / 1000);
    }
    return Math.min(...times);
}

/** Of the processor. */
async function seconds(trace: string, interpreter: Interpreter): Promise<number> {
    const before = process.cpuUsage();
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) interpreter.read(record);
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
}

function print(what: string, time: number): void {
    console.log(`${what}: ${time.toFixed(1)} s of the processor`);
}

void main();
