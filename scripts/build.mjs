// Builds everything that runs from dist/: twelve bundles, the engine, its table, and the program that starts it.
// Plain JavaScript, because it runs before anything else is built; its only dependency is esbuild.
import { execFileSync, spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, renameSync, rmSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { bundles, dist, engineTableWriter, root } from "./bundles.mjs";

function buildEngine() {
    const made = spawnSync("make", ["--no-print-directory", "-s", "-j", "-C", "tracer/engine"], { cwd: root, stdio: "inherit" });
    if (made.status !== 0) {
        process.stderr.write("build: the engine did not compile (make -C tracer/engine).\n");
        process.exitCode = 1;
        return;
    }
    for (const program of ["ipcscope-engine", "ipcscope"]) {
        install(program, (fresh) => copyFileSync(path.join(root, "tracer/engine/build", program), fresh), 0o755);
    }
}

/** Made beside and renamed: what is replaced may be in use. */
function install(name, make, mode) {
    const installed = path.join(dist, name);
    const fresh = `${installed}.${process.pid}`;
    make(fresh);
    chmodSync(fresh, mode);
    renameSync(fresh, installed);
}

/** What the engine is told about the system calls: derived from the rows of tracer/syscalls once, here. */
async function buildEngineTable() {
    const writer = path.join(dist, "write-engine-table.cjs");
    await esbuild.build({ ...engineTableWriter, outfile: writer });
    install("syscalls", (fresh) => execFileSync(process.execPath, [writer, fresh], { stdio: "inherit" }), 0o644);
    rmSync(writer);
}

async function watch() {
    const contexts = await Promise.all(bundles.map((options) => esbuild.context({ ...options, logLevel: "info" })));
    await Promise.all(contexts.map((context) => context.watch()));
}

mkdirSync(dist, { recursive: true });
try {
    if (process.argv.includes("--watch")) await watch();
    else await Promise.all(bundles.map((options) => esbuild.build(options)));
    await buildEngineTable();
} catch {
    // esbuild has printed the errors with their places.
    process.exitCode = 1;
}
buildEngine();
