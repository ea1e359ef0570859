import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "..");

/** Packs what is built in dist/ as an installable extension; answers the file's path. */
export function packageExtension(): string {
    const manifest = JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as { name: string; version: string };
    const vsix = path.join(root, `${manifest.name}-${manifest.version}.vsix`);
    execFileSync(
        process.execPath,
        [
            path.join(root, "node_modules/@vscode/vsce/vsce"),
            ...["package", "--out", vsix],
            // All dependencies are inside the bundles.
            "--no-dependencies",
            // Links in the README stay as they are, and there is no address to complete them with.
            ...["--no-rewrite-relative-links", "--allow-missing-repository"],
        ],
        { cwd: root, encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] },
    );
    return vsix;
}

if (require.main === module) {
    try {
        console.log(path.relative(process.cwd(), packageExtension()));
    } catch (error) {
        const failure = error as { stderr?: string; message: string };
        const printed = failure.stderr?.trim() ?? "";
        process.stderr.write(`package: ${printed === "" ? failure.message : printed}\n`);
        process.exitCode = 1;
    }
}
