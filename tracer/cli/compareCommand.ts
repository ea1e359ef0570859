/** The second half of `ipcscope verify`: what was recorded under the kernel's judgement is compared with the model. */
import { exitStatuses } from "./commandError";
import { compareTrace } from "./compareTrace";
import { LineOutput } from "./terminal";

/** Prints each difference and the sums; the exit status says whether there were differences. */
export async function compareCommand(trace: string): Promise<void> {
    const output = new LineOutput();
    const { snapshots, comparisons, unknown, differences } = await compareTrace(trace);
    for (const difference of differences) output.line(difference);
    output.line(`${snapshots} snapshots; ${unknown} facts that the model does not claim to know were not compared`);
    output.line(`${comparisons} comparisons, ${differences.length} differences`);
    output.flush();
    if (differences.length > 0) process.exitCode = exitStatuses.differences;
}
