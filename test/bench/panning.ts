/**
 * How smoothly the diagram of many is panned: `npm run bench`, or this file alone with `npx tsx`. Sixty processes with a socket
 * pair each, moved a little at each frame; prints the times from frame to frame, and what the page itself computes for one.
 */
import { Studio } from "../webview/page";
import { sixtyChildren } from "../webview/stories/many";

const frames = 240;
const pixelsPerFrame = 12;
const size = { width: 1480, height: 900 };

interface Panned {
    /** Milliseconds from each frame to the next. */
    readonly times: readonly number[];
    readonly scrolled: number;
}

async function measure(studio: Studio, view: "tables" | "channels"): Promise<string> {
    const panel = await studio.panel("dark", size.width, size.height, 1, view);
    const { events, stops } = sixtyChildren();
    await panel.play(events, stops);
    // Channels show them as one crowd, which fits: its members, and larger.
    if (view === "channels") {
        await panel.page.locator('.card[data-node^="crowd"]').first().focus();
        await panel.page.keyboard.press(" ");
        for (let times = 0; times < 6; times++) await panel.page.keyboard.press("+");
    }
    const devtools = await panel.page.context().newCDPSession(panel.page);
    await devtools.send("Performance.enable");
    const spent = async (): Promise<number> => {
        const { metrics } = await devtools.send("Performance.getMetrics");
        const of = (name: string): number => metrics.find((metric) => metric.name === name)?.value ?? 0;
        return (of("ScriptDuration") + of("LayoutDuration") + of("RecalcStyleDuration")) * 1000;
    };
    const before = await spent();
    const panned = await panel.page.locator(".window").evaluate(pan, { count: frames, step: pixelsPerFrame });
    const own = ((await spent()) - before) / frames;
    await panel.close();
    const sorted = [...panned.times].sort((one, other) => one - other);
    const at = (part: number): string => (sorted[Math.floor(part * (sorted.length - 1))] ?? 0).toFixed(1);
    return `panning ${view}, 60 processes: frame p50 ${at(0.5)} ms, p95 ${at(0.95)} ms; script, style and layout ${own.toFixed(2)} ms a frame; ${panned.scrolled} pixels`;
}

/** In the page: down and up again. */
function pan(frame: HTMLElement, { count, step }: { count: number; step: number }): Promise<Panned> {
    return new Promise((resolve) => {
        const times: number[] = [];
        let [last, scrolled, way] = [performance.now(), 0, step];
        const next = (now: number): void => {
            times.push(now - last);
            last = now;
            const before = frame.scrollTop;
            frame.scrollTop += way;
            scrolled += Math.abs(frame.scrollTop - before);
            if (frame.scrollTop === before) way = -way;
            if (times.length <= count) requestAnimationFrame(next);
            else resolve({ times: times.slice(1), scrolled });
        };
        requestAnimationFrame(next);
    });
}

async function main(): Promise<void> {
    const studio = await Studio.open();
    for (const view of ["tables", "channels"] as const) console.log(await measure(studio, view));
    await studio.close();
}

void main();
