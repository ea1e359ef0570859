import { execFileSync } from "node:child_process";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { root } from "./builtFiles";
import { layOutExtension } from "./extensionFolder";
import { readManifest } from "./manifest";
import { makePictures } from "./pictures";

/**
 * Packs what is built in dist/ as an installable extension, ipcscope-VERSION.vsix in the checkout; answers the file's path.
 * `picturesAddress`: the https address below which pictures/ is published, for the README's pictures.
 */
export function packageExtension(picturesAddress?: string): string {
    const { name, version } = readManifest();
    const vsix = path.join(root, `${name}-${version}.vsix`);
    makePictures();
    const folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcscope-package-"));
    try {
        layOutExtension(folder);
        execFileSync(
            process.execPath,
            [
                path.join(root, "node_modules/@vscode/vsce/vsce"),
                ...["package", "--out", vsix],
                // All dependencies are inside the bundles.
                "--no-dependencies",
                "--allow-missing-repository",
                ...(picturesAddress === undefined ? ["--no-rewrite-relative-links"] : ["--baseImagesUrl", picturesAddress]),
            ],
            { cwd: folder, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
        );
    } finally {
        fs.rmSync(folder, { recursive: true, force: true });
    }
    return vsix;
}
