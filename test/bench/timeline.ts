/**
 * How smoothly the timeline of a long trace moves: 40 processes that pass messages, a million events, in a browser. It is zoomed from the
 * whole to nanoseconds and back, and moved at three scales, a little at each frame; prints the times from frame to frame, and what the
 * page's thread itself computes for one: `npx tsx test/bench/timeline.ts [EVENTS]`.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { spawnSync } from "node:child_process";
import type { ReviewPanel } from "../webview/reviewPanel";
import { Studio } from "../webview/page";
import { recordedRun } from "./measure/recordedRun";

const root = path.resolve(__dirname, "../..");
/** About what each message of test/programs/message_groups.c makes of them, with its 100 times. */
const eventsOfRound = 600;
const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / eventsOfRound);
const size = { width: 1480, height: 900 };
const frames = 240;
/** Milliseconds. */
const long = 50;

/** What is done at each frame: the name of the timeline's method, and what it is given in the first half and in the second. */
const gestures = [
    { name: "zooming from the whole to nanoseconds and back", method: "zoom", there: 1.12, back: 1 / 1.12, before: 0 },
    { name: "moving, the whole at 4 times", method: "pan", there: 0.02, back: -0.02, before: 3 },
    { name: "moving, at 1,000 times", method: "pan", there: 0.02, back: -0.02, before: 15 },
    { name: "moving, at 1,000,000 times", method: "pan", there: 0.02, back: -0.02, before: 30 },
] as const;

type Gesture = (typeof gestures)[number];

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    const studio = await Studio.open();
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        await recordedRun([path.join(root, "test/programs/build/message_groups"), String(rounds)], directory, { stacks: false });
        const panel = await studio.review("dark", size.width, size.height);
        const start = performance.now();
        await panel.open(path.join(directory, "bench.ipctrace"), 30 * 60_000);
        const whole = (performance.now() - start) / 1000;
        console.log(
            `timeline: first picture after ${((await panel.firstPictureAfter()) / 1000).toFixed(2)} s, all read after ${whole.toFixed(1)} s, ${await panel.page.locator(".bar .facts").innerText()}`,
        );
        for (const gesture of gestures) console.log(await measure(panel, gesture));
    } finally {
        await studio.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

async function measure(panel: ReviewPanel, gesture: Gesture): Promise<string> {
    const devtools = await panel.page.context().newCDPSession(panel.page);
    await devtools.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
    await devtools.send("Performance.enable");
    const spent = async (): Promise<number> => {
        const { metrics } = await devtools.send("Performance.getMetrics");
        return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
    };
    const timeline = panel.page.locator("ipc-timeline");
    await timeline.evaluate(
        (element, { times }) => {
            const moved = element as unknown as { whole(): void; zoom(factor: number): void };
            moved.whole();
            for (let time = 0; time < times; time++) moved.zoom(1.6);
        },
        { times: gesture.before },
    );
    await panel.page.waitForTimeout(1000);
    const before = await spent();
    const times = await timeline.evaluate(move, { ...gesture, count: frames });
    const own = ((await spent()) - before) / frames;
    await devtools.detach();
    const sorted = [...times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
    const slow = times.filter((time) => time > long).length;
    return `timeline, ${gesture.name}: frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms, longest ${at(1)} ms, ${slow} of ${frames} over ${long} ms; the page's thread computes ${own.toFixed(2)} ms a frame`;
}

/** In the page: milliseconds from each frame to the next. */
function move(
    element: Element,
    {
        method,
        there,
        back,
        count,
    }: { readonly method: "zoom" | "pan"; readonly there: number; readonly back: number; readonly count: number },
): Promise<readonly number[]> {
    const timeline = element as unknown as Record<"zoom" | "pan", (by: number) => void>;
    return new Promise((resolve) => {
        const times: number[] = [];
        let last = performance.now();
        const next = (now: number): void => {
            times.push(now - last);
            last = now;
            timeline[method](times.length * 2 <= count ? there : back);
            if (times.length <= count) requestAnimationFrame(next);
            else resolve(times.slice(1));
        };
        requestAnimationFrame(next);
    });
}

void main();
