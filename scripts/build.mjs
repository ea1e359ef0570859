// Builds everything that runs from dist/: four bundles, the webview's worker and the engine.
// Plain JavaScript, because it runs before anything else is built; its only dependency is esbuild.
import { spawnSync } from "node:child_process";
import { chmodSync, copyFileSync, existsSync, mkdirSync, renameSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import * as esbuild from "esbuild";
import { withoutNativeParts } from "./build-without-native-parts.mjs";

const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
const dist = path.join(root, "dist");
const watching = process.argv.includes("--watch");

const node = { platform: "node", target: "node20", format: "cjs" };
// Web workers and webview scripts are loaded as one file each, so neither may be split into chunks.
const browser = { platform: "browser", target: "chrome120", format: "iife" };

const bundles = [
    { ...node, entry: "tracer/cli/main.ts", output: "ipcscope.js" },
    { ...node, entry: "extension/adapter/main.ts", output: "adapter.js", plugins: [withoutNativeParts(root)] },
    { ...node, entry: "extension/extension.ts", output: "extension.js", external: ["vscode"] },
    { ...browser, entry: "webview/main.ts", output: "webview.js" },
    { ...browser, entry: "webview/worker.ts", output: "worker.js" },
].filter(({ entry }) => existsSync(path.join(root, entry)));

function optionsOf({ entry, output, ...options }) {
    return {
        absWorkingDir: root,
        entryPoints: [entry],
        outfile: path.join(dist, output),
        bundle: true,
        sourcemap: "linked",
        minifySyntax: true,
        minifyWhitespace: true,
        legalComments: "none",
        logLevel: "warning",
        loader: { ".ttf": "dataurl", ".svg": "text" },
        ...options,
    };
}

function buildEngine() {
    const made = spawnSync("make", ["--no-print-directory", "-s", "-C", "tracer/engine"], { cwd: root, stdio: "inherit" });
    if (made.status !== 0) {
        process.stderr.write("build: the engine did not compile (make -C tracer/engine).\n");
        process.exit(1);
    }
    const built = path.join(root, "tracer/engine/build/ipcscope-engine");
    const installed = path.join(dist, "ipcscope-engine");
    // Copied beside and renamed: the engine that is replaced may be running.
    const fresh = `${installed}.${process.pid}`;
    copyFileSync(built, fresh);
    chmodSync(fresh, 0o755);
    renameSync(fresh, installed);
}

mkdirSync(dist, { recursive: true });
if (existsSync(path.join(root, "tracer/engine/Makefile"))) buildEngine();

try {
    if (watching) {
        const contexts = await Promise.all(bundles.map((bundle) => esbuild.context({ ...optionsOf(bundle), logLevel: "info" })));
        await Promise.all(contexts.map((context) => context.watch()));
    } else {
        await Promise.all(bundles.map((bundle) => esbuild.build(optionsOf(bundle))));
    }
} catch {
    // esbuild has printed the errors with their places.
    process.exit(1);
}
