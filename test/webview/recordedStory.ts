/** A story from life: a sample program is recorded in a terminal, and "stops" after every event of a line of the user's. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Event } from "../../tracer/events/event";

const root = path.resolve(__dirname, "../..");

export function recordedStory(sample: string): { readonly events: readonly Event[]; readonly stops: readonly number[] } {
    const trace = path.join(mkdtempSync(path.join(tmpdir(), "ipcscope-")), "sample.ipctrace");
    const ipcscope = path.join(root, "dist/ipcscope.js");
    // script(1) gives the program a terminal.
    execFileSync("script", ["-qec", `node ${ipcscope} record -o ${trace} -- ./build/${sample}`, "/dev/null"], {
        cwd: path.join(root, "samples/c"),
        stdio: ["ignore", "ignore", "inherit"],
    });
    const lines = execFileSync("node", [ipcscope, "events", trace, "--json"], { encoding: "utf8", maxBuffer: 1 << 28 })
        .trim()
        .split("\n");
    const events = lines.map((line) => JSON.parse(line) as Event);
    return { events, stops: events.filter((event) => event.source !== undefined).map((event) => event.seq) };
}
