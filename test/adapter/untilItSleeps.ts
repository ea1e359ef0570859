import fs from "node:fs";
import { until } from "../patience";

/** Until the process waits in a call, see proc_pid_stat(5). */
export function untilItSleeps(pid: number): Promise<void> {
    const state = (): string => /\) (.)/.exec(fs.readFileSync(`/proc/${pid}/stat`, "utf8"))?.[1] ?? "";
    return until(
        () => state() === "S",
        () => `process ${pid} sleeps, not ${state()}`,
    );
}
