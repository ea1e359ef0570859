/** Runs the command line as a user does. */
import { spawnSync } from "node:child_process";
import path from "node:path";
import { patience } from "../patience";

export const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");

export interface CommandResult {
    readonly status: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
}

export function runIpcscope(directory: string, ...words: readonly string[]): CommandResult {
    const { status, signal, stdout, stderr } = spawnSync(ipcscope, words, {
        cwd: directory,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 1 << 28,
        timeout: patience,
    });
    return { status, signal, stdout, stderr };
}
