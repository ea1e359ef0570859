/** Processes that hammer one mutex, side by side with strace and with no tracer: `npx tsx test/bench/futexes.ts [ROUNDS]`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const root = path.resolve(__dirname, "../..");
const processes = 4;
const rounds = Number(process.argv[2] ?? 20_000);
const repeats = 5;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const program = [path.join(root, "test/programs/build/contention"), String(processes), String(rounds)];
        const log = path.join(directory, "strace.log");
        const runs = await medianRuns(
            {
                "no tracer": () => timedRun(program, directory),
                "strace": () => timedRun(["strace", "-f", "--seccomp-bpf", "-e", "futex", "-o", log, ...program], directory),
                "strace with stacks": () => timedRun(["strace", "-f", "-k", "-e", "futex", "-o", log, ...program], directory),
                "ipcscope": () => recordedRun(program, directory, { stacks: true }),
            },
            repeats,
        );
        for (const [what, { seconds }] of Object.entries(runs)) {
            const rate = Math.round((processes * rounds) / seconds).toLocaleString("en");
            console.log(`${what.padEnd(20)}${seconds.toFixed(3).padStart(8)} s${rate.padStart(12)} locks/s`);
        }
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
