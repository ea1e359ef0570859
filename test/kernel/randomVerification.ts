/**
 * Runs one random script: under the judge, to compare the model with the kernel after every call; or at full speed, to hold
 * what was recorded against what must always be so.
 */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { checkTrace, type TraceCheck } from "../../tracer/cli/checkTrace";
import { compareTrace, type TraceComparison } from "../../tracer/cli/compareTrace";
import type { EngineRun } from "../../tracer/recorder/engineCommand";
import { engineRecording } from "./engineRecording";
import { randomScript } from "./random/randomScript";

const randomIpc = path.resolve(__dirname, "../programs/build/random_ipc");

export function verifyRandomScript(seed: number): Promise<TraceComparison> {
    return recordRandomScript(seed, { judge: 1 }, compareTrace);
}

export function checkRandomScript(seed: number): Promise<TraceCheck> {
    return recordRandomScript(seed, {}, checkTrace);
}

async function recordRandomScript<Outcome>(
    seed: number,
    options: Pick<EngineRun, "judge">,
    look: (trace: string) => Promise<Outcome>,
): Promise<Outcome> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-random-"));
    try {
        writeFileSync(path.join(directory, "script"), randomScript(seed));
        return await look(await engineRecording([randomIpc, "script"], directory, options));
    } finally {
        spawnSync(randomIpc, ["--end"], { cwd: directory }); // What it left in the kernel, were it killed.
        rmSync(directory, { recursive: true, force: true });
    }
}

/** Runs the seeds, some at a time; `done` gets each outcome in the order in which they end. */
export async function runSeeds<Outcome>(
    seeds: readonly number[],
    atOnce: number,
    run: (seed: number) => Promise<Outcome>,
    done: (seed: number, outcome: Outcome | Error) => void,
): Promise<void> {
    const left = [...seeds];
    const worker = async (): Promise<void> => {
        for (let seed = left.shift(); seed !== undefined; seed = left.shift()) {
            try {
                done(seed, await run(seed));
            } catch (error) {
                done(seed, error instanceof Error ? error : new Error(String(error)));
            }
        }
    };
    await Promise.all(Array.from({ length: atOnce }, worker));
}
