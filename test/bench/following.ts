/** How many pictures a second the diagram draws while it follows a server of 200 clients at the pace at which it was recorded. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";
import { packEvents } from "../../tracer/model/packedEvents";
import { Studio } from "../webview/page";

const root = path.resolve(__dirname, "../..");
const program = path.join(root, "test/programs/build/crowd_server");
/** Pictures a second. */
const least = 10;

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

        const panel = await studio.panel("dark", 1000, 800, 1, "auto");
        await panel.send({ type: "reset", title: "crowd_server", live: true });
        const first = events[0]?.time ?? 0;
        const began = performance.now();
        for (let sent = 0; sent < events.length;) {
            const now = first + (performance.now() - began) / 1000;
            let until = sent;
            while ((events[until]?.time ?? Infinity) <= now) until++;
            if (until > sent) await panel.send({ type: "events", events: packEvents(events.slice(sent, until)) });
            sent = until;
            await setTimeout(5);
        }
        await panel.until((message) => message.type === "drawn" && message.seq >= events.length);
        const seconds = (performance.now() - began) / 1000;
        const pictures = (await panel.told()).filter(({ type }) => type === "drawn").length;
        const rate = pictures / seconds;
        console.log(
            `following a server of 200 clients: ${events.length} events of ${((events.at(-1)?.time ?? first) - first).toFixed(2)} s in ${seconds.toFixed(2)} s`,
        );
        console.log(`  pictures a second ${rate.toFixed(1).padStart(26)} ${rate >= least ? "good" : "MISSED"}: at least ${least}`);
    } finally {
        await studio.close();
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
