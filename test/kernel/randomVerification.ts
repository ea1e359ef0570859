/** Runs one random script under the judge and compares the model with the kernel after every call. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareTrace, type TraceComparison } from "../../tracer/cli/compareTrace";
import { judgedRecording } from "./judgedRecording";
import { randomScript } from "./random/randomScript";

const randomIpc = path.resolve(__dirname, "../programs/build/random_ipc");
export async function verifyRandomScript(seed: number): Promise<TraceComparison> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-random-"));
    try {
        writeFileSync(path.join(directory, "script"), randomScript(seed));
        return await compareTrace(await judgedRecording([randomIpc, "script"], directory));
    } finally {
        spawnSync(randomIpc, ["--end"], { cwd: directory }); // What it left in the kernel, were it killed.
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Runs the seeds, some at a time; `done` gets each outcome in the order in which they end. */
export async function verifySeeds(
    seeds: readonly number[],
    atOnce: number,
    done: (seed: number, outcome: TraceComparison | Error) => void,
): Promise<void> {
    const left = [...seeds];
    const worker = async (): Promise<void> => {
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
            try {
                done(seed, await verifyRandomScript(seed));
            } catch (error) {
                done(seed, error instanceof Error ? error : new Error(String(error)));
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
}
