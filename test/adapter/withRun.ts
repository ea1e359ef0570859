import assert from "node:assert/strict";
import { DebugRun, type RunOptions } from "./debugRun";

/** Starts a program under the debugger, does something with it, ends all; nothing may be left behind. */
export async function withRun(options: RunOptions, work: (run: DebugRun) => Promise<void>): Promise<void> {
    const run = await DebugRun.start(options);
    let failed = true;
    try {
        await work(run);
        failed = false;
    } finally {
        const left = await run.dispose();
        if (failed) console.error(`the programs printed:\n${run.output}`);
        else assert.deepEqual(left, { files: [], processes: [] }, "nothing is left behind");
    }
}
