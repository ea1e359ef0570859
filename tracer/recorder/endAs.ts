import { spawnSync } from "node:child_process";
import { constants } from "node:os";
import type { ProgramEnd } from "./recordPrograms";

/** Ends this process as the program ended, by the same signal, so that whoever started us sees no difference. */
export function endAs(end: ProgramEnd): void {
    if ("code" in end) {
        process.exitCode = end.code;
        return;
    }
    process.exitCode = 128 + constants.signals[end.signal];
    if (!coreDumpsAreOff()) return;
    restoreDefaultAction(end.signal);
    process.kill(process.pid, end.signal);
}

/** A core file of ours would overwrite the program's. */
function coreDumpsAreOff(): boolean {
    return spawnSync("prlimit", ["--core=0", "--pid", String(process.pid)]).status === 0;
}

/** Node ignores some signals (SIGPIPE); it goes back to the default action when the last listener leaves. */
function restoreDefaultAction(signal: NodeJS.Signals): void {
    if (signal === "SIGKILL" || signal === "SIGSTOP") return;
    const listener = (): void => undefined;
    process.on(signal, listener);
    process.off(signal, listener);
}
