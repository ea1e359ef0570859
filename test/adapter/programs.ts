import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

export function testProgram(name: string): string {
    return path.resolve(__dirname, "../programs", name);
}

export function sample(name: string): string {
    return path.resolve(__dirname, "../../samples/c", name);
}

/** The number of the line that holds the text. */
export function lineWith(file: string, text: string): number {
    const at = fs
        .readFileSync(file, "utf8")
        .split("\n")
        .findIndex((line) => line.includes(text));
    if (at === -1) throw new Error(`no line of ${file} holds "${text}"`);
    return at + 1;
}

/** An executable of a test program, in a folder. */
export function built(name: string, folder: string, ...options: string[]): string {
    const executable = path.join(folder, path.basename(name, ".c"));
    execFileSync("gcc", [...(options.length === 0 ? ["-g", "-O0"] : options), "-o", executable, testProgram(name)]);
    return executable;
}
