/** Compiles a C file for debugging, into the cache. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, rename, rm } from "node:fs/promises";
import path from "node:path";
import { folderInCache } from "./cacheFolder";
import { compilerDiagnostics } from "./compilerDiagnostics";
import type { CompilerSpoke } from "../protocol/customEvents";
import { compilationFailed, compilerMissing, sourceMissing } from "./messages";

export interface Compilation {
    readonly source: string;
    readonly compiler: string;
    /** After the usual `-g -O0 -Wall` and the source, so that libraries may be among them. */
    readonly arguments: readonly string[];
    /** Told what the compiler said, also when all went well. */
    readonly report: (spoke: CompilerSpoke) => void;
}

export function isCSource(program: string): boolean {
    return path.extname(program) === ".c";
}

/** The path of the executable. Throws a UserError when it cannot be made. */
export async function compile(compilation: Compilation): Promise<string> {
    const { source, compiler } = compilation;
    await access(source).catch(() => {
        throw sourceMissing(source);
    });
    const folder = await folderInCache("programs", createHash("sha256").update(source).digest("hex").slice(0, 12));
    const executable = path.join(folder, path.basename(source, ".c"));
    // Compiled beside and renamed: the program may be running in another window.
    const fresh = `${executable}.${process.pid}`;
    const words = ["-g", "-O0", "-Wall", "-o", fresh, source, ...compilation.arguments];
    const { status, output } = await run(compiler, words, path.dirname(source));
    const diagnostics = compilerDiagnostics(output, path.dirname(source));
    compilation.report({ source, diagnostics });
    if (status !== 0) {
        await rm(fresh, { force: true });
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        const [first] = errors;
        throw compilationFailed(
            path.basename(source),
            errors.length,
            first === undefined ? output.trim() : `Line ${first.line}: ${first.message}`,
        );
    }
    await rename(fresh, executable);
    return executable;
}

function run(compiler: string, words: readonly string[], directory: string): Promise<{ status: number; output: string }> {
    return new Promise((resolve, reject) => {
        const child = spawn(compiler, words, { cwd: directory, env: { ...process.env, LC_ALL: "C" }, stdio: ["ignore", "ignore", "pipe"] });
        let output = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
        child.once("error", () => reject(compilerMissing(compiler)));
        child.once("close", (status) => resolve({ status: status ?? 1, output }));
    });
}
