/** What it costs to watch memory: accesses a second, beside the same program alone and recorded without that. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const programs = path.resolve(__dirname, "../programs/build");
/** Each action of watched_memory, and each round of watched_threads with its two, is so many accesses. */
const cases = [
    { what: "one process", command: ["watched_memory", "1", "10000", "1"], accesses: 10_000 },
    { what: "four processes", command: ["watched_memory", "1", "2500", "4"], accesses: 10_000 },
    { what: "four threads", command: ["watched_threads", "4", "500"], accesses: 4_000 },
] as const;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.dirname(programs)], { stdio: "inherit" });
        for (const { what, command, accesses } of cases) {
            const [name, ...words] = command;
            const program = [path.join(programs, name), ...words];
            const { bare, recorded, watched } = await medianRuns(
                {
                    bare: () => timedRun(program, directory),
                    recorded: () => recordedRun(program, directory, { stacks: true }),
                    watched: () => recordedRun(program, directory, { stacks: true, watchMemory: true }),
                },
                3,
            );
            const rate = Math.round(accesses / watched.seconds).toLocaleString("en");
            const [toBare, toRecorded] = [watched.seconds / bare.seconds, watched.seconds / recorded.seconds];
            console.log(`watched memory, ${what}`.padEnd(44) + `${rate.padStart(10)} accesses/s`);
            console.log("  time to that of the program alone".padEnd(44) + `${toBare.toFixed(0).padStart(10)} ×`);
            console.log("  time to that recorded, not watched".padEnd(44) + `${toRecorded.toFixed(0).padStart(10)} ×`);
        }
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
