/** The command line that starts the engine, with the programs under it, in a terminal of the client's. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemErrorReason } from "../../tracer/trace/systemErrorReason";
import { terminalNotPrepared } from "./messages";

/** The screen and what was scrolled off it, see console_codes(4). */
const emptyTerminal = String.raw`\033[H\033[2J\033[3J`;

/**
 * A script, so that no shell has to quote the engine's many words. Its own start was typed into a shell and echoed, more than
 * once if the shell was slow; so it begins by emptying the terminal. Throws a UserError when the script cannot be written.
 */
export async function terminalCommand(command: readonly [string, ...string[]], directory: string, name: string): Promise<string[]> {
    // In a folder of its own: a program may be called as one of our files is.
    const folder = path.join(directory, "terminal");
    const script = path.join(folder, name.replace(/[^\w.-]+/g, "_") || "program");
    try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(script, `[ ! -t 1 ] || printf '${emptyTerminal}'\nexec ${command.map(quoted).join(" ")}\n`, { mode: 0o700 });
    } catch (error) {
        throw terminalNotPrepared(folder, systemErrorReason(error));
    }
    return ["/bin/sh", script];
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
