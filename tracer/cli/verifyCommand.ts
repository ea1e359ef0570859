/** `ipcscope verify`: runs a program and compares the model with the kernel's own account after every call. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { version } from "../../package.json";
import { endAs } from "../recorder/endAs";
import { recordPrograms } from "../recorder/recordPrograms";
import { exitStatuses } from "./commandError";
import { compareTrace } from "./compareTrace";
import { LineOutput } from "./terminal";

/** The exit status says whether there were differences. */
export async function verifyCommand(program: readonly [string, ...string[]]): Promise<void> {
    const directory = await mkdtemp(path.join(tmpdir(), "ipcscope-verify-"));
    try {
        const trace = path.join(directory, "trace");
        const { end, started } = await recordPrograms({
            ipcscope: version,
            programs: [program],
            directory: process.cwd(),
            trace,
            payload: "all",
            stacks: false,
            judge: 1,
        });
        if (!started) endAs(end);
        else if ((await report(trace)) > 0) process.exitCode = exitStatuses.differences;
    } finally {
        await rm(directory, { recursive: true, force: true });
    }
}

/** Prints each difference and the sums; returns the number of differences. */
async function report(trace: string): Promise<number> {
    const output = new LineOutput();
    const { snapshots, comparisons, unknown, differences } = await compareTrace(trace);
    for (const difference of differences) output.line(difference);
    output.line(`${snapshots} snapshots; ${unknown} facts that the model does not claim to know were not compared`);
    output.line(`${comparisons} comparisons, ${differences.length} differences`);
    output.flush();
    return differences.length;
}
