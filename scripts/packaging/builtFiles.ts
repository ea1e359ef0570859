/** What the build has put into dist/. */
import fs from "node:fs";
import path from "node:path";

export const root = path.resolve(__dirname, "../..");
const dist = path.join(root, "dist");

/** Bundles that only an editor runs. */
export const editorBundles: readonly string[] = [
    "adapter.js",
    "extension.js",
    "review.js",
    "reviewWorker.js",
    "archiver.js",
    "web.js",
    "webview.js",
    "worker.js",
];

/** The programs and what they read, by their names in dist/: neither source maps nor the compiler's notes. */
export function builtFiles(): string[] {
    return fs
        .readdirSync(dist, { withFileTypes: true })
        .filter((entry) => entry.isFile() && !entry.name.endsWith(".map"))
        .map(({ name }) => name)
        .sort();
}

/** Copies one of the built files; a bundle no longer names its source map, which stays behind. */
export function copyBuilt(name: string, folder: string): void {
    const from = path.join(dist, name);
    const to = path.join(folder, name);
    fs.copyFileSync(from, to);
    if (name.endsWith(".js")) fs.writeFileSync(to, fs.readFileSync(from, "utf8").replace(/\n\/\/# sourceMappingURL=\S+\s*$/, "\n"));
}
