/** The engine alone on a program, as the recorder runs it. */
import path from "node:path";
import { engineCommand } from "../../../tracer/recorder/engineCommand";
import { createTrace } from "../../../tracer/traceFile/createTrace";
import { timedRun, type TimedRun } from "./timedRun";

export async function recordedRun(
    program: readonly string[],
    directory: string,
    options: { readonly stacks: boolean; readonly trace?: string; readonly watchMemory?: boolean; readonly deflated?: boolean },
): Promise<TimedRun> {
    const trace = path.join(directory, options.trace ?? "bench.ipctrace");
    const settings = { programs: [program], payload: 4096, stacks: options.stacks };
    await createTrace(trace, { ...settings, directory, ipcscope: "bench" });
    const { watchMemory, deflated } = options;
    const chosen = { ...(watchMemory !== undefined && { watchMemory }), ...(deflated !== undefined && { deflated }) };
    return timedRun(engineCommand({ ...settings, trace, ...chosen }), directory);
}
