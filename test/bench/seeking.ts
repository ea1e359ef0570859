/**
 * A trace of a million events in a browser: how soon its first picture is there and all of it is read, how long it takes to go to any moment while
 * it is read and afterwards, from the wish to the picture, and how much memory the page takes: `npx tsx test/bench/seeking.ts [EVENTS [index]]`;
 * with `index` the trace has one.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { indexCommand } from "../../tracer/cli/indexCommand";
import { SeededRandom } from "../kernel/random/seededRandom";
import { Studio } from "../webview/page";
import type { ReviewPanel } from "../webview/reviewPanel";
import { PageMemory } from "./measure/pageMemory";
import { recordedRun } from "./measure/recordedRun";

const root = path.resolve(__dirname, "../..");
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / eventsOfRound);
const seeks = 200;
const longest = 30 * 60_000;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    const studio = await Studio.open();
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        await recordedRun([path.join(root, "test/programs/build/message_groups"), String(rounds)], directory, { stacks: false });
        const trace = path.join(directory, "bench.ipctrace");
        if (process.argv[3] === "index") await indexCommand(trace, {});
        const panel = await studio.review("dark", 1480, 900);
        const memory = await PageMemory.of(panel.page);
        console.log(`memory of the empty page: ${await memory.text()}`);
        await panel.begin(trace, true);
        console.log(`first picture after ${(await panel.firstPictureAfter()).toFixed(0)} ms`);
        console.log(`a seek while it is read: ${await measure(panel)}`);
        await panel.page.locator('ipc-review .page[aria-busy="false"]').waitFor({ timeout: longest });
        console.log(
            `all read after ${((await panel.sinceBegun()) / 1000).toFixed(1)} s: ${await panel.page.locator(".bar .facts").innerText()}`,
        );
        if (process.argv[3] !== "index") await panel.until((message) => message.type === "archive");
        console.log(`memory when all is read: ${await memory.text()}`);
        console.log(`a seek: ${await measure(panel)}`);
        console.log(`memory: ${await memory.text()}`);
    } finally {
        await studio.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Each from the wish until its picture was drawn. */
async function measure(panel: ReviewPanel): Promise<string> {
    const random = new SeededRandom(1);
    const places = Array.from({ length: seeks }, () => random.below(1_000_000) / 1_000_000);
    const times = await panel.page.evaluate(seekEach, places);
    const sorted = [...times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
    return `median ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms`;
}

/** In the page. `places`: parts of what has been read. */
async function seekEach(places: readonly number[]): Promise<readonly number[]> {
    const { told } = window as unknown as { told: { readonly type: string; readonly seq?: number }[] };
    const review = document.querySelector("ipc-review") as unknown as { overview: { events: number }; go(seq: number): void };
    const push = told.push.bind(told);
    let drawn: (seq: number | undefined) => void = () => undefined;
    told.push = (message) => {
        if (message.type === "drawn") drawn(message.seq);
        return push(message);
    };
    const times: number[] = [];
    for (const place of places) {
        const seq = 1 + Math.floor(place * (review.overview.events - 1));
        const start = performance.now();
        await new Promise<void>((resolve) => {
            drawn = (shown) => {
                if (shown === seq) resolve();
            };
            review.go(seq);
        });
        times.push(performance.now() - start);
        // Nobody goes elsewhere at once: what is asked beside the picture is answered.
        await new Promise((resolve) => setTimeout(resolve, 50));
    }
    told.push = push;
    return times;
}

void main();
