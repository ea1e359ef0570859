/** Runs one random script under the judge and compares the model with the kernel after every call. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { spawn, spawnSync } from "node:child_process";
import { tmpdir } from "node:os";
import path from "node:path";
import { compareTrace, type TraceComparison } from "../../tracer/cli/compareTrace";
import { engineCommand, writeEngineTable } from "../../tracer/recorder/engineCommand";
import { createTrace } from "../../tracer/trace/createTrace";
import { randomScript } from "./random/randomScript";
import { patience } from "../patience";

const randomIpc = path.resolve(__dirname, "../programs/build/random_ipc");
export async function verifyRandomScript(seed: number): Promise<TraceComparison> {
    const directory = mkdtempSync(path.join(tmpdir(), "ipcscope-random-"));
    try {
        writeFileSync(path.join(directory, "script"), randomScript(seed));
        const trace = path.join(directory, "t.ipctrace");
        const settings = { programs: [[randomIpc, "script"]], payload: "all", stacks: false } as const;
        await createTrace(trace, { ...settings, directory, ipcscope: "test" });
        await runToEnd(engineCommand({ ...settings, trace, table: await writeEngineTable(directory), judge: 1 }), directory);
        return await compareTrace(trace);
    } finally {
        spawnSync(randomIpc, ["--end"], { cwd: directory }); // What it left in the kernel, were it killed.
        rmSync(directory, { recursive: true, force: true });
    }
}

function runToEnd([executable, ...words]: readonly [string, ...string[]], directory: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const engine = spawn(executable, words, { cwd: directory, stdio: "ignore" }); // The script writes to 2 as well.
        const timer = setTimeout(() => engine.kill("SIGTERM"), patience);
        engine.on("error", reject);
        engine.on("close", (code, signal) => {
            clearTimeout(timer);
            if (code === 0) resolve();
            else reject(new Error(`random_ipc ended with ${code ?? signal}`));
        });
    });
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
