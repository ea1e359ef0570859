/** What a signal costs, sent and handled, side by side with strace and with no tracer: `npx tsx test/bench/signals.ts [ROUNDS]`. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const root = path.resolve(__dirname, "../..");
const rounds = Number(process.argv[2] ?? 3_000);
const repeats = 3;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.join(root, "test/programs")], { stdio: "inherit" });
        const program = [path.join(root, "test/programs/build/signal_rounds"), String(rounds)];
        const strace = (...options: string[]) => ["strace", "-f", ...options, "-o", path.join(directory, "strace.log"), ...program];
        const runs = await medianRuns(
            {
                "no tracer": () => timedRun(program, directory),
                "strace": () => timedRun(strace("--seccomp-bpf"), directory),
                "ipcscope without stacks": () => recordedRun(program, directory, { stacks: false }),
                "strace with stacks": () => timedRun(strace("-k"), directory),
                "ipcscope": () => recordedRun(program, directory, { stacks: true }),
            },
            repeats,
        );
        for (const [what, { seconds }] of Object.entries(runs)) {
            const each = ((seconds / rounds) * 1e6).toFixed(1);
            console.log(`${`signals, ${what}`.padEnd(36)}${seconds.toFixed(3).padStart(8)} s${each.padStart(10)} µs a signal`);
        }
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
