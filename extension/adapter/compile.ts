/** Compiles a C file for debugging, into the cache. */
import { spawn } from "node:child_process";
import { createHash } from "node:crypto";
import { access, rename, rm } from "node:fs/promises";
import path from "node:path";
import { folderInCache } from "./cacheFolder";
import { compilerDiagnostics, compilerReason } from "./compilerDiagnostics";
import type { CompilerSpoke } from "../protocol/customEvents";
import { compilationFailed, compilerMissing, launchCancelled, sourceMissing } from "./messages";

export interface Compilation {
    readonly source: string;
    readonly compiler: string;
    /** After the usual `-g -O0 -Wall` and the source, so that libraries may be among them. */
    readonly arguments: readonly string[];
    /** The compiler is ended, and leaves nothing. */
    readonly cancelled: AbortSignal;
    /** Told what the compiler said, also when all went well. */
    readonly report: (spoke: CompilerSpoke) => void;
}

export function isCSource(program: string): boolean {
    return path.extname(program) === ".c";
}

/** The path of the executable. Throws a UserError when it cannot be made. */
export async function compile(compilation: Compilation): Promise<string> {
    const { source } = compilation;
    await access(source).catch(() => {
        throw sourceMissing(source);
    });
    const folder = await folderInCache("programs", createHash("sha256").update(source).digest("hex").slice(0, 12));
    const executable = path.join(folder, path.basename(source, ".c"));
    // Compiled beside and renamed: the program may be running in another window.
    const fresh = `${executable}.${process.pid}`;
    const words = ["-g", "-O0", "-Wall", "-o", fresh, source, ...compilation.arguments];
    const { status, output } = await run(compilation, words);
    if (compilation.cancelled.aborted) {
        await rm(fresh, { force: true });
        throw launchCancelled();
    }
    const diagnostics = compilerDiagnostics(output, path.dirname(source));
    compilation.report({ source, diagnostics });
    if (status !== 0) {
        await rm(fresh, { force: true });
        const errors = diagnostics.filter(({ severity }) => severity === "error");
        const [first] = errors;
        throw compilationFailed(
            path.basename(source),
            errors.length,
            first === undefined ? compilerReason(output) : `Line ${first.line}: ${first.message}`,
        );
    }
    await rename(fresh, executable);
    return executable;
}

function run({ source, compiler, cancelled }: Compilation, words: readonly string[]): Promise<{ status: number; output: string }> {
    return new Promise((resolve, reject) => {
        // In a process group of its own, since a compiler is several processes.
        const child = spawn(compiler, words, {
            cwd: path.dirname(source),
            env: { ...process.env, LC_ALL: "C" },
            stdio: ["ignore", "ignore", "pipe"],
            detached: true,
        });
        const end = (): void => endGroup(child.pid);
        cancelled.addEventListener("abort", end);
        if (cancelled.aborted) end();
        let output = "";
        child.stderr.setEncoding("utf8").on("data", (text: string) => (output += text));
        child.once("error", () => reject(compilerMissing(compiler)));
        child.once("close", (status) => {
            cancelled.removeEventListener("abort", end);
            resolve({ status: status ?? 1, output });
        });
    });
}

function endGroup(pid: number | undefined): void {
    if (pid === undefined) return;
    try {
        process.kill(-pid, "SIGTERM");
    } catch {
        // It has ended by itself.
    }
}
