/** The pictures of the shop window. They are made, not kept: by the sources' own diagram, when these have changed. */
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { root } from "./builtFiles";

const kept = path.join(root, "dist/shop-window");
export const picturesFolder = path.join(kept, "pictures");
/** What they were made from. */
const stampFile = path.join(kept, "stamp");
const maker = path.join(root, "test/webview/shopWindow/make.ts");

/** What decides how the pictures look. */
const sources = [
    ...["dist/webview.js", "dist/worker.js", "dist/ipcscope.js", "docs/images/diagram.png", "media/icon.svg", "samples/c/pipe.c"],
    ...["test/programs/fill.c", "test/webview/themes.ts", "test/webview/page.ts"],
];

/** Makes the pictures, unless they are there and nothing that they show has changed since. */
export function makePictures(): void {
    const stamp = stampOfSources();
    if (fs.existsSync(stampFile) && fs.readFileSync(stampFile, "utf8") === stamp) return;
    const fresh = fs.mkdtempSync(`${kept}.`);
    try {
        const pictures = path.join(fresh, path.basename(picturesFolder));
        fs.mkdirSync(pictures);
        execFileSync(process.execPath, ["--import", "tsx", maker, pictures], {
            cwd: root,
            encoding: "utf8",
            stdio: ["ignore", "pipe", "pipe"],
        });
        fs.writeFileSync(path.join(fresh, path.basename(stampFile)), stamp);
        fs.rmSync(kept, { recursive: true, force: true });
        fs.renameSync(fresh, kept);
    } finally {
        fs.rmSync(fresh, { recursive: true, force: true });
    }
}

function stampOfSources(): string {
    const makers = fs.readdirSync(path.dirname(maker)).sort();
    const hash = createHash("sha256");
    for (const name of [...sources, ...makers.map((file) => path.join("test/webview/shopWindow", file))]) {
        hash.update(`${name}\0`).update(fs.readFileSync(path.join(root, name)));
    }
    return hash.digest("hex");
}
