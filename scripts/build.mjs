// Builds everything that runs from dist/: four bundles, the webview's worker and the engine.
// Plain JavaScript, because it runs before anything else is built; its only dependency is esbuild.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { bundles, dist, root } from "./bundles.mjs";

function buildEngine() {
    const made = spawnSync("make", ["--no-print-directory", "-s", "-j", "-C", "tracer/engine"], { cwd: root, stdio: "inherit" });
    if (made.status !== 0) {
        process.stderr.write("build: the engine did not compile (make -C tracer/engine).\n");
        process.exitCode = 1;
        return;
    }
    const installed = path.join(dist, "ipcscope-engine");
    // Copied beside and renamed: the engine that is replaced may be running.
    const fresh = `${installed}.${process.pid}`;
    copyFileSync(path.join(root, "tracer/engine/build/ipcscope-engine"), fresh);
    chmodSync(fresh, 0o755);
    renameSync(fresh, installed);
}

async function watch() {
    const contexts = await Promise.all(bundles.map((options) => esbuild.context({ ...options, logLevel: "info" })));
    await Promise.all(contexts.map((context) => context.watch()));
}

mkdirSync(dist, { recursive: true });
try {
    if (process.argv.includes("--watch")) await watch();
    else await Promise.all(bundles.map((options) => esbuild.build(options)));
} catch {
    // esbuild has printed the errors with their places.
    process.exitCode = 1;
}
buildEngine();
