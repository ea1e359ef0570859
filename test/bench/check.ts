/**
 * How long `ipcscope check` takes for a trace of a million events, of 40 processes that pass messages, in seconds of the processor; and what of it
 * the interpreter needs alone: `npx tsx test/bench/check.ts [EVENTS]`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Diagnosis } from "../../tracer/diagnosis/diagnosis";
import { Interpreter } from "../../tracer/interpret/interpreter";
import { noSources } from "../../tracer/review/traceReading";
import type { Event } from "../../tracer/model/event";
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
        await recordedRun([path.join(root, "test/programs/build/message_groups"), String(rounds)], directory, { stacks: true });
        const trace = path.join(directory, "bench.ipctrace");
        let events = 0;
        print("interpreting", await seconds(trace, (told) => (events += told.length)));
        const diagnosis = new Diagnosis();
        print("interpreting and checking", await seconds(trace, (told) => diagnosis.see(told)));
        console.log(`${events.toLocaleString("en")} events, ${diagnosis.findings().length} findings`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Of the processor. */
async function seconds(trace: string, see: (events: readonly Event[]) => void): Promise<number> {
    const before = process.cpuUsage();
    const interpreter = new Interpreter(noSources);
    for await (const records of readTrace(trace, () => undefined)) for (const record of records) see(interpreter.read(record));
    const { user, system } = process.cpuUsage(before);
    return (user + system) / 1e6;
}

function print(what: string, time: number): void {
    console.log(`${what}: ${time.toFixed(1)} s of the processor`);
}

void main();
