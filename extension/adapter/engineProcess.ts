/** Starts the engine, with the programs under it: in a terminal of the client's, or as a child of ours with pipes. */
import { spawn, type ChildProcess } from "node:child_process";
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { systemErrorReason } from "../../tracer/trace/systemErrorReason";
import { engineDidNotStart, terminalNotPrepared } from "./messages";

export interface EngineSurroundings {
    readonly cwd: string;
    readonly env: Readonly<Record<string, string | null>>;
}

/** Variables that are there for us, not for the programs. */
const ownVariables = ["ELECTRON_RUN_AS_NODE"];

/** As our child, without standard input; what it prints goes to `output`. */
export class SpawnedEngine {
    /** The last lines on standard error, which name the reason when the engine ends at once. */
    lastWords = "";
    /** It has ended and all its output has been read. */
    readonly closed: Promise<void>;

    constructor(
        [executable, ...words]: readonly [string, ...string[]],
        surroundings: EngineSurroundings,
        output: (category: "stdout" | "stderr", text: string) => void,
    ) {
        const child = spawn(executable, words, {
            cwd: surroundings.cwd,
            env: environment(surroundings.env),
            stdio: ["ignore", "pipe", "pipe"],
        });
        forward(child, "stdout", (text) => output("stdout", text));
        forward(child, "stderr", (text) => {
            this.lastWords = (this.lastWords + text).slice(-1000);
            output("stderr", text);
        });
        child.once("error", (error) => (this.lastWords = engineDidNotStart(`The engine could not be started: ${error.message}`).message));
        this.closed = new Promise((resolve) => {
            child.once("close", () => resolve());
            child.once("error", () => resolve());
        });
    }

    /** As `closed`, but does not wait long for others that hold its pipes open. */
    async ended(): Promise<void> {
        await Promise.race([this.closed, new Promise((resolve) => setTimeout(resolve, 1000).unref())]);
    }
}

function forward(child: ChildProcess, name: "stdout" | "stderr", receive: (text: string) => void): void {
    child[name]?.setEncoding("utf8").on("data", receive);
}

function environment(changes: Readonly<Record<string, string | null>>): NodeJS.ProcessEnv {
    const variables: NodeJS.ProcessEnv = { ...process.env };
    for (const name of ownVariables) delete variables[name];
    for (const [name, value] of Object.entries(changes)) {
        if (value === null) delete variables[name];
        else variables[name] = value;
    }
    return variables;
}

/** The screen and what was scrolled off it, see console_codes(4). */
const emptyTerminal = String.raw`\033[H\033[2J\033[3J`;

/**
 * The command line for a terminal: a script, so that no shell has to quote the engine's many words. Its own start was
 * typed into a shell and echoed, more than once if the shell was slow; so it begins by emptying the terminal.
 * Throws a UserError when the script cannot be written.
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
