/**
 * A trace under review: 40 processes that pass messages, a million events. How long it takes to open, to go to any moment, to search and to
 * sum up, and what it weighs: `npx tsx test/bench/review.ts [EVENTS]`.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { loadArchive, saveArchive } from "../../tracer/review/archive/archive";
import { Filter } from "../../tracer/review/filter/filter";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import { summaryOf } from "../../tracer/review/summary/summary";
import { TraceReading } from "../../tracer/review/traceReading";
import { SeededRandom } from "../kernel/random/seededRandom";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns } from "./measure/timedRun";

const root = path.resolve(__dirname, "../..");
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / eventsOfRound);
const seeks = 1000;
/** Both ways in turn, so that a change of the machine's load meets both. */
const recordings = 5;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const program = [path.join(root, "test/programs/build/message_groups"), String(rounds)];
        const { deflated, plain } = await medianRuns(
            {
                deflated: () => recordedRun(program, directory, { stacks: true, trace: "bench.ipctrace" }),
                plain: () => recordedRun(program, directory, { stacks: true, trace: "plain.ipctrace", deflated: false }),
            },
            recordings,
        );
        print("recording", `${deflated.seconds.toFixed(2)} s; ${plain.seconds.toFixed(2)} s without deflating`);
        const [trace, undeflated] = [path.join(directory, "bench.ipctrace"), path.join(directory, "plain.ipctrace")];
        print("file", `${megabytes(statSync(trace).size)}; ${megabytes(statSync(undeflated).size)} without deflating`);
        measure(trace);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

function measure(file: string): void {
    const reading = new TraceReading(file);
    print(
        "opening",
        timed(() => reading.push(readFileSync(file))),
    );
    const { trace } = reading;
    print("events", trace.length.toLocaleString("en"));
    print("file", `${(statSync(file).size / trace.length).toFixed(1)} bytes an event, with its payload`);
    const { rss, heapUsed, arrayBuffers } = process.memoryUsage();
    print("memory", `${megabytes(rss)} resident; ${megabytes(heapUsed)} of objects, ${megabytes(arrayBuffers)} of arrays`);
    seek(trace);
    print("next event", `${(milliseconds(() => stepThrough(500)) / 500).toFixed(2)} ms`);
    for (const text of ["process:p2 kind:bytesWritten", "duration:>1ms", '"no such text"']) {
        print(
            `filter ${text}`,
            timed(() => Array.from(Filter.parse(text).find(trace))),
        );
    }
    print(
        "summary",
        timed(() => summaryOf(trace)),
    );
    let archive: Uint8Array = new Uint8Array();
    print(
        "archive: saving",
        timed(() => (archive = saveArchive({ trace, beside: null }, ""))),
    );
    print("archive", megabytes(archive.length));
    const opened: RecordedTrace[] = [];
    print(
        "archive: opening",
        timed(() => opened.push(loadArchive(archive, "")?.trace ?? trace)),
    );
    for (const again of opened) seek(again);

    function stepThrough(count: number): void {
        for (let seq = trace.length - count; seq < trace.length; seq++) trace.stateAt(seq);
    }
}

function seek(trace: RecordedTrace): void {
    const random = new SeededRandom(1);
    const before = process.cpuUsage();
    const times = Array.from({ length: seeks }, () => milliseconds(() => trace.stateAt(random.below(trace.length + 1))));
    const { user, system } = process.cpuUsage(before);
    times.sort((one, other) => one - other);
    const [median = 0, p95 = 0] = [0.5, 0.95].map((part) => times[Math.floor(part * seeks)]);
    const ofProcessor = ((user + system) / 1000 / seeks).toFixed(1);
    print("a seek", `median ${median.toFixed(1)} ms, p95 ${p95.toFixed(1)} ms (${ofProcessor} ms of the processor)`);
}

/** What the processor did for it beside what passed, since other programs may run. */
function timed(work: () => unknown): string {
    const before = process.cpuUsage();
    const passed = milliseconds(work);
    const { user, system } = process.cpuUsage(before);
    return `${(passed / 1000).toFixed(2)} s (${((user + system) / 1e6).toFixed(2)} s of the processor)`;
}

function milliseconds(work: () => unknown): number {
    const start = performance.now();
    work();
    return performance.now() - start;
}

function megabytes(bytes: number): string {
    return `${Math.round(bytes / 1e6)} MB`;
}

function print(what: string, how: string): void {
    console.log(`${what.padEnd(36)}${how}`);
}

void main();
