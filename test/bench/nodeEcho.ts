/**
 * What recording costs two Node processes that echo messages over a UNIX socket, side by side with strace and with no tracer:
 * `npx tsx test/bench/nodeEcho.ts [MESSAGES]`. The goal: at most the time under strace.
 */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { recordedRun } from "./measure/recordedRun";
import { medianRuns, timedRun } from "./measure/timedRun";

const messages = Number(process.argv[2] ?? 20_000);
/** Under strace a round takes most of a minute. */
const repeats = 3;

async function main(): Promise<void> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-bench-"));
    try {
        const program = [process.execPath, path.resolve(__dirname, "../programs/node_echo.mjs"), String(messages)];
        const strace = ["strace", "-f", "--seccomp-bpf", "-o", path.join(directory, "strace.log"), ...program];
        const runs = await medianRuns(
            {
                "no tracer": () => timedRun(program, directory),
                "ipcscope without stacks": () => recordedRun(program, directory, { stacks: false }),
                "ipcscope": () => recordedRun(program, directory, { stacks: true }),
                "strace": () => timedRun(strace, directory),
            },
            repeats,
        );
        for (const [what, { seconds }] of Object.entries(runs)) {
            const each = ((seconds / messages) * 1e6).toFixed(1);
            console.log(`${`Node's echo, ${what}`.padEnd(36)}${seconds.toFixed(3).padStart(8)} s${each.padStart(10)} µs a message`);
        }
    } finally {
        rmSync(directory, { recursive: true, force: true });
    }
}

void main();
