// What is bundled: entry, output and how.
import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { withoutNativeParts } from "./build-without-native-parts.mjs";

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), "..");
export const dist = path.join(root, "dist");

/** The same for the same sources by which traces are read, wherever they are built: who made what of a trace (tracer/trace/readerVersion.ts). */
function sumOfReader() {
    const sum = createHash("sha256");
    for (const folder of ["tracer", "webview/reading"]) {
        const sources = readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".ts"));
        for (const name of sources.sort()) sum.update(name).update(readFileSync(path.join(root, folder, name)));
    }
    return sum.digest("hex").slice(0, 32);
}

const node = { platform: "node", target: "node20", format: "cjs" };
// Web workers and webview scripts are loaded as one file each, so neither may be split into chunks.
const browser = { platform: "browser", target: "chrome120", format: "iife" };

const entries = [
    { ...node, entry: "tracer/cli/main.ts", output: "ipcscope.js", external: ["@duckdb/node-api"] },
    { ...node, entry: "tracer/import/lines/lineReader.ts", output: "lineReader.js" },
    { ...node, entry: "extension/adapter/main.ts", output: "adapter.js", plugins: [withoutNativeParts(root)] },
    { ...node, entry: "extension/adapter/openInspector.ts", output: "openInspector.js" },
    { ...node, entry: "extension/extension.ts", output: "extension.js", external: ["vscode"] },
    { ...node, entry: "extension/archiving/thread.ts", output: "archiver.js" },
    { ...browser, entry: "webview/main.ts", output: "webview.js" },
    { ...browser, entry: "webview/live/worker.ts", output: "worker.js" },
    { ...browser, entry: "webview/review/main.ts", output: "review.js" },
    { ...browser, entry: "webview/review/worker.ts", output: "reviewWorker.js" },
    { ...browser, format: "cjs", entry: "extension/review/web.ts", output: "web.js", external: ["vscode"] },
    // For pages that the command line writes, whose package has nothing of the editor's.
    { ...browser, entry: "webview/standalone/page.ts", output: "page.js" },
    { ...browser, entry: "webview/worker.ts", output: "pageWorker.js" },
];

const reader = sumOfReader();

/** One set of esbuild's options for each bundle. */
export const bundles = entries.map(({ entry, output, ...options }) => ({
    absWorkingDir: root,
    entryPoints: [entry],
    outfile: path.join(dist, output),
    bundle: true,
    sourcemap: "linked",
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: "none",
    logLevel: "warning",
    loader: { ".svg": "text" },
    define: { ipcscopeReader: JSON.stringify(reader) },
    ...options,
}));

export const engineTableWriter = {
    ...node,
    absWorkingDir: root,
    entryPoints: [path.join(root, "tracer/recorder/writeEngineTable.ts")],
    bundle: true,
    logLevel: "warning",
};
