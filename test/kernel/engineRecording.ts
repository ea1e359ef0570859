/** Records a program without a command line between: at full speed, or under the judge as `ipcscope verify` does. */
import { spawn } from "node:child_process";
import path from "node:path";
import { engineCommand, type EngineRun } from "../../tracer/recorder/engineCommand";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { patience } from "../patience";

/** The trace. Rejects unless the program succeeds, which has no standard descriptors but /dev/null. */
export async function engineRecording(
    program: readonly string[],
    directory: string,
    options: Pick<EngineRun, "deflated" | "judge" | "watchMemory" | "watchLimit"> = {},
): Promise<string> {
    const trace = path.join(directory, "t.ipctrace");
    const settings = { programs: [program], payload: "all", stacks: false } as const;
    await createTrace(trace, { ...settings, directory, ipcscope: "test" });
    await runToEnd(engineCommand({ ...settings, trace, ...options }), directory);
    return trace;
}

function runToEnd([executable, ...words]: readonly [string, ...string[]], directory: string): Promise<void> {
    return new Promise((resolve, reject) => {
        const engine = spawn(executable, words, { cwd: directory, stdio: "ignore" });
        const timer = setTimeout(() => engine.kill("SIGTERM"), patience);
        engine.on("error", reject);
        engine.on("close", (code, signal) => {
            clearTimeout(timer);
            if (code === 0) resolve();
            else reject(new Error(`${path.basename(executable)} ended with ${code ?? signal}`));
        });
    });
}
