/** The command line that starts the engine, with the programs under it, in a terminal of the client's. */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemErrorReason } from "../../tracer/traceFile/systemErrorReason";
import { terminalNotPrepared } from "./messages";

/**
 * A line feed for each row but one scrolls off as many lines as stand above the cursor, wherever that is; then the cursor goes to
 * the top, see console_codes(4). It counts in positional parameters, since a variable could be one of the environment. Where the
 * terminal's size is not known, nothing is done. VS Code pins the line of the command that runs above its output, unless it
 * is one that clears the screen: it is told that it is one (the sequence E of its shell integration).
 */
const scrollOff = [
    "[ ! -t 1 ] || set -- $(command -p stty size </dev/tty 2>/dev/null)",
    'while [ "${1:-0}" -gt 1 ]; do echo; set -- $(($1 - 1)) top; done',
    String.raw`[ "$2" != top ] || printf '\033[H'`,
    String.raw`[ "$2$TERM_PROGRAM" != topvscode ] || printf '\033]633;E;clear\007'`,
].join("\n");

/** Where the command writes the number of its process, which becomes the engine's. `directory`: as for `terminalCommand`. */
export function terminalPidFile(directory: string): string {
    return path.join(directory, "terminal.pid");
}

/**
 * A script, so that no shell has to quote the engine's many words. Its own start was typed into a shell and echoed, more than
 * once if the shell was slow; so it begins by scrolling that off the screen, with what the user had there: nothing is erased.
 * Throws a UserError when the script cannot be written.
 */
export async function terminalCommand(command: readonly [string, ...string[]], directory: string, name: string): Promise<string[]> {
    // In a folder of its own: a program may be called as one of our files is.
    const folder = path.join(directory, "terminal");
    const begin = `echo $$ >${quoted(terminalPidFile(directory))}`;
    const script = path.join(folder, name.replace(/[^\w.-]+/g, "_") || "program");
    try {
        await mkdir(folder, { recursive: true, mode: 0o700 });
        await writeFile(script, `${begin}\n${scrollOff}\nexec ${command.map(quoted).join(" ")}\n`, { mode: 0o700 });
    } catch (error) {
        throw terminalNotPrepared(folder, systemErrorReason(error));
    }
    return ["/bin/sh", script];
}

function quoted(word: string): string {
    return `'${word.replaceAll("'", "'\\''")}'`;
}
