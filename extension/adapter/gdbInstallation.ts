import { execFile } from "node:child_process";
import { promisify } from "node:util";

export interface GdbInstallation {
    readonly path: string;
    readonly version: string;
}

/** It only has to say which version it is. */
const answerMilliseconds = 10_000;

/** Undefined when there is no such gdb, or it does not run. */
export async function findGdb(gdb: string): Promise<GdbInstallation | undefined> {
    try {
        const { stdout } = await promisify(execFile)(gdb, ["-nx", "--version"], {
            env: { ...process.env, LC_ALL: "C" },
            timeout: answerMilliseconds,
            killSignal: "SIGKILL",
        });
        const version = /\b(\d+\.\d+(?:\.\d+)?)/.exec(stdout.split("\n")[0] ?? "")?.[1];
        return version === undefined ? undefined : { path: gdb, version };
    } catch {
        return undefined;
    }
}
