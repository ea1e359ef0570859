/** A sample of samples/c, recorded once and interpreted: what the golden texts are made from. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { Event } from "../../tracer/model/event";
import { interpretTrace } from "../../tracer/cli/interpretTrace";
import { apply } from "../apply";
import { emptyState, type State } from "../../tracer/model/state";
import { assertConsistent } from "../consistentRecording";
import { onlyStandardDescriptors } from "../onlyStandardDescriptors";
import { patience } from "../patience";

const root = path.resolve(__dirname, "../..");
const folder = path.join(root, "samples/c");

export const sampleNames: readonly string[] = readdirSync(folder)
    .filter((name) => name.endsWith(".c"))
    .map((name) => path.basename(name, ".c"))
    .sort();

/** Whether its header tells to watch memory. */
function watchesMemory(name: string): boolean {
    return readFileSync(path.join(folder, `${name}.c`), "utf8").includes("record --watch-memory");
}

export interface Moment {
    readonly event: Event;
    readonly before: State;
    readonly after: State;
}

/** Every event with the states around it. All three standard descriptors are /dev/null. */
export async function recordSample(name: string): Promise<readonly Moment[]> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-golden-"));
    try {
        const built = spawnSync("make", ["-s", "-C", folder, `build/${name}`], { encoding: "utf8" });
        if (built.status !== 0) throw new Error(built.stderr);
        const trace = path.join(directory, "t.ipctrace");
        const watched = watchesMemory(name) ? ["--watch-memory"] : [];
        const record = [path.join(root, "dist/ipcscope"), "record", ...watched, "-o", trace, "--", path.join(folder, "build", name)];
        const environment = { PATH: "/usr/bin:/bin", LC_ALL: "C", HOME: directory, TMPDIR: "/tmp" };
        const { error } = spawnSync("bash", onlyStandardDescriptors(record), {
            cwd: directory,
            stdio: "ignore",
            env: environment,
            timeout: patience,
        });
        if (error !== undefined) throw error;
        await assertConsistent(trace);
        return await momentsOf(trace);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

async function momentsOf(trace: string): Promise<readonly Moment[]> {
    const moments: Moment[] = [];
    let before = emptyState;
    for await (const { events } of interpretTrace(trace)) {
        for (const event of events) {
            const after = apply(before, event);
            moments.push({ event, before, after });
            before = after;
        }
    }
    return moments;
}
