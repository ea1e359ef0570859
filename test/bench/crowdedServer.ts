/** A server of 200 clients and 20,000 requests: recorded, beside the same under strace and alone. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const programs = path.resolve(__dirname, "../programs/build");
const most = 1;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        spawnSync("make", ["-s", "-C", path.dirname(programs)], { stdio: "inherit" });
        const program = [path.join(programs, "crowd_server"), "200", "20000"];
        const strace = ["strace", "-f", "--seccomp-bpf", "-yy", "-s", "4096", "-o", path.join(directory, "strace.log"), ...program];
        const times = await medianRuns(
            {
                bare: () => timedRun(program, directory),
                strace: () => timedRun(strace, directory),
                ours: () => recordedRun(program, directory, { stacks: true }),
            },
            3,
        );
        const ratio = times.ours.seconds / times.strace.seconds;
        const line = (what: string, value: number, unit: string): void =>
            console.log(`${what.padEnd(44)}${value.toFixed(2).padStart(10)} ${unit}`);
        line("server of 200 clients, alone", times.bare.seconds, "s");
        line("server of 200 clients, strace", times.strace.seconds, "s");
        line("server of 200 clients, ipcscope with stacks", times.ours.seconds, "s");
        line("  time to that of strace", ratio, `×         ${ratio <= most ? "good" : "MISSED"}: at most ${most}`);
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
