/** The C programs of test/programs, compiled into test/output. */
import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync } from "node:fs";
import path from "node:path";

const sources = path.join(__dirname, "..", "programs");
const output = path.join(__dirname, "..", "output", "gdbServer");

export interface CompiledProgram {
    readonly path: string;
    /** "name.c:LINE" of the one line that holds `Mark: TEXT.` or `Breakpoint: TEXT.` */
    at(mark: string): string;
}

/** `variant` names the executable of other compiler options. */
export function compileProgram(name: string, variant = "", ...options: readonly string[]): CompiledProgram {
    mkdirSync(output, { recursive: true });
    const source = path.join(sources, `${name}.c`);
    const executable = path.join(output, name + variant);
    const compiler = spawnSync("gcc", ["-g", "-O0", "-pthread", ...options, "-o", executable, source], { encoding: "utf8" });
    if (compiler.status !== 0) throw new Error(`gcc ${source}: ${compiler.stderr}`);
    const lines = readFileSync(source, "utf8").split("\n");
    return {
        path: executable,
        at(mark) {
            const index = lines.findIndex((line) => line.includes(`: ${mark}.`));
            if (index === -1) throw new Error(`${source} has no mark "${mark}".`);
            return `${name}.c:${index + 1}`;
        },
    };
}
