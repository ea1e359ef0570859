/**
 * How many pictures a second the diagram draws while it follows a server of 200 clients at the pace at which it was recorded.
 *
 * What the extension would have told by then is told by the page itself, in parts of the extension's size: a browser that is
 * driven from outside takes more time for such a message than all else together.
 */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DiagramFeed } from "../../extension/diagramFeed";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import type { HostMessage } from "../../webview/protocol/messages";
import { Studio, type Panel } from "../webview/page";

const root = path.resolve(__dirname, "../..");
const program = path.join(root, "test/programs/build/crowd_server");
/** Pictures a second. */
const least = 10;
/** Seconds. */
const gathered = 0.02;

/** `at`: milliseconds since the first. */
interface Timed {
    readonly at: number;
    readonly message: HostMessage;
}

interface Followed {
    /** Milliseconds from the first message to the last. */
    readonly told: number;
    /** Milliseconds after the last message at which its events were drawn. */
    readonly late: number;
    /** Until the last message, and how long after the picture before it each came, in milliseconds. */
    readonly gaps: readonly number[];
}

/** As the extension would tell it, which gathers for a while what the file has got. */
function messagesOf(events: readonly Event[]): readonly Timed[] {
    const feed = new DiagramFeed();
    const messages: Timed[] = [];
    const first = events[0]?.time ?? 0;
    let at = 0;
    feed.connect((message) => messages.push({ at, message }));
    feed.begin("crowd_server", true);
    for (let from = 0; from < events.length;) {
        let until = from;
        at += gathered * 1000;
        while ((events[until]?.time ?? Infinity) - first <= at / 1000) until++;
        feed.add(events.slice(from, until), []);
        from = until;
    }
    return messages;
}

async function follow({ page }: Panel, messages: readonly Timed[], last: number): Promise<Followed> {
    await page.evaluate(() => Object.assign(window, { script: [] }));
    for (let from = 0; from < messages.length; from += 20) {
        const part = messages.slice(from, from + 20);
        await page.evaluate((more) => (window as unknown as { script: unknown[] }).script.push(...more), part);
    }
    return page.evaluate(async (seq): Promise<Followed> => {
        const { script, told } = window as unknown as { script: Timed[]; told: { type: string; seq: number }[] };
        const pictures: number[] = [];
        let seen = told.length;
        const begun = performance.now();
        const look = (): boolean => {
            const drawn = told.slice(seen).filter(({ type }) => type === "drawn");
            seen = told.length;
            pictures.push(...drawn.map(() => performance.now() - begun));
            return drawn.some((each) => each.seq >= seq);
        };
        const rest = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 4));
        for (const { at, message } of script) {
            while (performance.now() - begun < at) {
                await rest();
                look();
            }
            window.postMessage(message, "*");
        }
        const end = performance.now() - begun;
        while (!look()) await rest();
        const late = performance.now() - begun - end;
        const during = pictures.filter((time) => time <= end);
        return { told: end, late, gaps: during.map((time, index) => time - (during[index - 1] ?? 0)) };
    }, last);
}

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    const studio = await Studio.open();
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const trace = path.join(directory, "t.ipctrace");
        const words = ["record", "-o", trace, "--", program, "200", "20000"];
        spawnSync(path.join(root, "dist/ipcscope"), words, { stdio: ["ignore", "ignore", "inherit"] });
        const events: Event[] = [];
        for await (const record of interpretTrace(trace)) events.push(...record.events);
        const lasted = (events.at(-1)?.time ?? 0) - (events[0]?.time ?? 0);
        console.log(`following a server of 200 clients: ${events.length} events of ${lasted.toFixed(2)} s`);
        for (const view of ["channels", "tables"] as const) {
            const panel = await studio.panel("dark", 1000, 800, 1, view);
            const { told, late, gaps } = await follow(panel, messagesOf(events), events.length);
            await panel.close();
            const rate = gaps.length / (told / 1000);
            const longest = Math.max(...gaps);
            console.log(
                `  ${view.padEnd(8)} pictures a second ${rate.toFixed(1).padStart(6)} ${rate >= least ? "good" : "MISSED"}: at least ${least}` +
                    ` (told in ${(told / 1000).toFixed(2)} s; the longest pause ${longest.toFixed(0)} ms; the last event drawn ${late.toFixed(0)} ms late)`,
            );
        }
    } finally {
        await studio.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
