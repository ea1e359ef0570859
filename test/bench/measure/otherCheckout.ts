/** The same measurement in another checkout of the project, which must be set up: what a change has gained or cost. */
import { spawnSync } from "node:child_process";
import path from "node:path";

/** Events a second that the interpreter in that checkout makes of a trace; taken in a process of its own. */
export function interpretationRateIn(checkout: string, trace: string): number {
    const file = path.join(path.resolve(checkout), "test/bench/measure/interpretation.ts");
    const code = `require(${JSON.stringify(file)}).interpretationRate(${JSON.stringify(trace)}).then((rate) => console.log(rate))`;
    const { stdout, stderr, status } = spawnSync(process.execPath, ["--import", "tsx", "-e", code], { cwd: checkout, encoding: "utf8" });
    if (status !== 0) throw new Error(`the measurement in ${checkout} failed: ${stderr}`);
    return Number(stdout);
}
