/** A program under the engine with a breakpoint, held and started over the control connection as the debug adapter does. */
import { execFileSync } from "node:child_process";
import path from "node:path";
import { engineCommand } from "../../../tracer/recorder/engineCommand";
import { EngineControl } from "../../../tracer/recorder/engineControl";
import { createTrace } from "../../../tracer/traceFile/createTrace";
import { timedRun, type TimedRun } from "./timedRun";
import { readFileSync } from "node:fs";

/** `functionName`: where the breakpoint stands; nobody calls it. */
export async function breakpointRun(program: readonly [string, ...string[]], functionName: string, directory: string): Promise<TimedRun> {
    const control = await EngineControl.listen();
    try {
        const trace = path.join(directory, "breakpoint.ipctrace");
        const settings = { programs: [program], payload: 4096, stacks: false };
        await createTrace(trace, { ...settings, directory, ipcscope: "bench" });
        control.on("held", ({ pid, reason }) => {
            if (reason !== "launch") throw new Error(`process ${pid} was held: ${reason}`);
            void control.breakpoints(pid, [addressIn(pid, program[0], functionName)]).then(() => control.start());
        });
        return await timedRun(engineCommand({ ...settings, trace, control }), directory);
    } finally {
        await control.close();
    }
}

function addressIn(pid: number, program: string, functionName: string): bigint {
    const symbols = execFileSync("nm", [program], { encoding: "utf8" });
    const offset = new RegExp(`^([0-9a-f]+) . ${functionName}$`, "m").exec(symbols)?.[1];
    const start = readFileSync(`/proc/${pid}/maps`, "utf8")
        .split("\n")
        .find((line) => line.endsWith(program))
        ?.split("-")[0];
    if (offset === undefined || start === undefined) throw new Error(`${functionName} was not found in ${program}`);
    return BigInt(`0x${start}`) + BigInt(`0x${offset}`);
}
