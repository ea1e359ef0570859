/**
 * The trace of the other measurements in Perfetto's trace processor, as its export: how long that takes to load it and to answer, in the same browser.
 * `npx tsx test/bench/perfetto.ts [EVENTS]`.
 */
import { spawnSync } from "node:child_process";
import { createWriteStream, mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { chromium, type Page } from "playwright-core";
import { perfetto } from "../../tracer/export/perfetto";
import { TraceReading } from "../../tracer/review/traceReading";
import { recordedRun } from "./measure/recordedRun";
import { fetchTraceProcessor, serveTraceProcessor } from "./measure/traceProcessor";

const root = path.resolve(__dirname, "../..");
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / eventsOfRound);
const asked = 50;

/** Nanoseconds; each is asked at a time `$ts` anywhere in the trace, and `$from` a thousandth of it before. */
const questions: Readonly<Record<string, string>> = {
    "the events of a thousandth of the time": "select ts, dur, name, track_id from slice where ts between $from and $ts order by ts",
    "the next event of a thread":
        "select id, ts, name from slice where track_id = (select min(track_id) from slice) and ts > $ts order by ts limit 1",
    "events and time by kind": "select name, count(*), sum(dur) from slice group by name",
    "a text in what is said of events": "select count(*) from slice join args using (arg_set_id) where string_value like '%no such text%'",
};

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    const processor = fetchTraceProcessor(directory);
    const server = await serveTraceProcessor(processor, path.join(directory, "trace.json"));
    const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        await recordedRun([path.join(root, "test/programs/build/message_groups"), String(rounds)], directory, { stacks: false });
        const trace = path.join(directory, "bench.ipctrace");
        const events = await exportTrace(trace, path.join(directory, "trace.json"));
        print("events", events.toLocaleString("en"));
        print("trace", `${(statSync(trace).size / 1e6).toFixed(1)} MB`);
        print("export", `${(statSync(path.join(directory, "trace.json")).size / 1e6).toFixed(0)} MB`);
        const page = await browser.newPage();
        await page.goto(server.address);
        await page.waitForFunction("window.engine !== undefined");
        // tsx compiles functions with a helper of this name; in the page it has nothing to do.
        await page.evaluate("globalThis.__name = (named) => named");
        await measure(page);
        const session = await browser.newBrowserCDPSession();
        const { processInfo } = await session.send("SystemInfo.getProcessInfo");
        const sizes = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => residentMegabytes(id));
        print("memory of the page's process", `${Math.max(...sizes)} MB resident`);
    } finally {
        await browser.close();
        server.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Returns the number of events. */
async function exportTrace(from: string, to: string): Promise<number> {
    const reading = new TraceReading(from);
    reading.push(readFileSync(from));
    await pipeline(Readable.from(perfetto(reading.trace)), createWriteStream(to));
    return reading.trace.length;
}

async function measure(page: Page): Promise<void> {
    const { loaded, slices } = await page.evaluate(async () => {
        const { engine } = window as unknown as TraceProcessorPage;
        const response = await fetch("/trace.json");
        const begun = performance.now();
        for await (const piece of response.body as unknown as AsyncIterable<Uint8Array>) await engine.parse(piece);
        await engine.notifyEof();
        const count = await engine.query("select count(*) as slices from slice");
        return { loaded: performance.now() - begun, slices: count.iter({ slices: 0 }).slices };
    });
    print("loading", `${(loaded / 1000).toFixed(1)} s, ${slices.toLocaleString("en")} slices`);
    for (const [what, question] of Object.entries(questions)) {
        const times = await page.evaluate(askEach, { question, asked });
        const sorted = times.toSorted((one, other) => one - other);
        const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? NaN).toFixed(1);
        print(what, `median ${at(0.5)} ms, p95 ${at(0.95)} ms`);
    }
}

/** In the page. Milliseconds that each question took. */
async function askEach({ question, asked: times }: { readonly question: string; readonly asked: number }): Promise<readonly number[]> {
    const { engine } = window as unknown as TraceProcessorPage;
    const bounds = await engine.query("select min(ts) as first, max(ts) as last from slice");
    const { first, last } = bounds.iter({ first: 0, last: 0 });
    const took: number[] = [];
    for (let index = 0; index < times; index++) {
        const ts = first + ((index * 0.618) % 1) * (last - first);
        const from = ts - (last - first) / 1000;
        const begun = performance.now();
        const answer = await engine.query(question.replaceAll("$ts", ts.toFixed(0)).replaceAll("$from", from.toFixed(0)));
        const error = answer.error();
        if (error !== undefined) throw new Error(error);
        answer.numRows();
        took.push(performance.now() - begun);
    }
    return took;
}

interface TraceProcessorPage {
    readonly engine: {
        parse(bytes: Uint8Array): Promise<void>;
        notifyEof(): Promise<void>;
        query(sql: string): Promise<{ error(): string | undefined; numRows(): number; iter<Row extends object>(like: Row): Row }>;
    };
}

function residentMegabytes(pid: number): number {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1] ?? 0) / 1000);
}

function print(what: string, how: string): void {
    console.log(`${what.padEnd(44)}${how}`);
}

void main();
