import fs from "node:fs";
import path from "node:path";
import { builtFiles, copyBuilt, root } from "./builtFiles";
import { extensionManifest } from "./manifest";
import { picturesFolder } from "./pictures";

/** What stands in the package as it does in the checkout. */
const texts = ["CHANGELOG.md", "LICENSE", "THIRD-PARTY-NOTICES", "media/view.svg", "samples/c/pipe.c"];

/** Lays out in an empty folder all that the extension consists of, and nothing else. */
export function layOutExtension(folder: string): void {
    fs.mkdirSync(path.join(folder, "dist"));
    for (const name of builtFiles()) copyBuilt(name, path.join(folder, "dist"));
    fs.cpSync(picturesFolder, path.join(folder, "pictures"), { recursive: true });
    for (const name of texts) {
        fs.mkdirSync(path.dirname(path.join(folder, name)), { recursive: true });
        fs.copyFileSync(path.join(root, name), path.join(folder, name));
    }
    fs.cpSync(path.join(root, "docs/diagnosis"), path.join(folder, "docs/diagnosis"), { recursive: true });
    fs.copyFileSync(path.join(root, "docs/marketplace.md"), path.join(folder, "README.md"));
    fs.writeFileSync(path.join(folder, "package.json"), `${JSON.stringify(extensionManifest(), null, 2)}\n`);
}
