/** Runs the command line as a user does. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { exitStatuses } from "../../tracer/cli/commandError";
import { patience } from "../patience";

export const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");

export interface CommandResult {
    readonly status: number | null;
    readonly signal: NodeJS.Signals | null;
    readonly stdout: string;
    readonly stderr: string;
}

/** In what it records there must be nothing that cannot be. */
export function runIpcscope(directory: string, ...words: readonly string[]): CommandResult {
    const result = runOnce(directory, words);
    const trace = words[0] === "record" ? recordedTrace(directory, words) : undefined;
    if (trace === undefined) return result;
    const { status, stdout } = runOnce(directory, ["verify", "--trace", trace]);
    assert.notEqual(status, exitStatuses.differences, stdout);
    return result;
}

/** The trace that a `record` has written, if it came so far. */
function recordedTrace(directory: string, words: readonly string[]): string | undefined {
    const given = words.indexOf("-o");
    const names = given < 0 ? readdirSync(directory).filter((name) => name.endsWith(".ipctrace")) : words.slice(given + 1, given + 2);
    return names.find((name) => {
        const file = statSync(path.resolve(directory, name), { throwIfNoEntry: false });
        return file?.isFile() === true && file.size > 0;
    });
}

function runOnce(directory: string, words: readonly string[]): CommandResult {
    const { status, signal, stdout, stderr } = spawnSync(ipcscope, words, {
        cwd: directory,
        encoding: "utf8",
        stdio: ["ignore", "pipe", "pipe"],
        maxBuffer: 1 << 28,
        timeout: patience,
    });
    return { status, signal, stdout, stderr };
}
