/** A story from life: a sample program is recorded in a terminal, and "stops" after every event of a line of the user's. */
import { execFileSync } from "node:child_process";
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import type { Event } from "../../tracer/model/event";

const root = path.resolve(__dirname, "../..");

export async function recordedStory(sample: string): Promise<{ readonly events: readonly Event[]; readonly stops: readonly number[] }> {
    const trace = path.join(mkdtempSync(path.join(tmpdir(), "ipcscope-")), "sample.ipctrace");
    const ipcscope = path.join(root, "dist/ipcscope");
    // script(1) gives the program a terminal.
    execFileSync("script", ["-qec", `${ipcscope} record -o ${trace} -- ./build/${sample}`, "/dev/null"], {
        cwd: path.join(root, "samples/c"),
        stdio: ["ignore", "ignore", "inherit"],
    });
    const events: Event[] = [];
    for await (const record of interpretTrace(trace)) events.push(...record.events);
    return { events, stops: events.filter((event) => event.source !== undefined).map((event) => event.seq) };
}
