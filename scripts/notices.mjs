// Writes THIRD-PARTY-NOTICES: every package with code in a bundle, and the libraries inside the engine, with their licences.
// With --names it prints only the packages that must be in there, for the test that keeps the file up to date.
import { existsSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import path from "node:path";
import * as esbuild from "esbuild";
import { bundles, root } from "./bundles.mjs";
import { engineLibraries } from "./engine-libraries.mjs";

const introduction = `IPC Scope contains the following software. Each part is under its own licence, given below it.

`;

async function bundledPackages() {
    const results = await Promise.all(bundles.map((options) => esbuild.build({ ...options, write: false, metafile: true })));
    const folders = new Set();
    for (const { metafile } of results) {
        for (const [input, { bytes }] of Object.entries(metafile.inputs)) {
            // The innermost node_modules: a package may carry its own copy of another.
            const folder = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0];
            if (folder !== undefined && bytes > 0) folders.add(folder);
        }
    }
    return [...folders].map(describe).sort((a, b) => (a.title < b.title ? -1 : 1));
}

function describe(folder) {
    const { name, version, license, homepage, repository } = JSON.parse(readFileSync(path.join(root, folder, "package.json"), "utf8"));
    const texts = readdirSync(path.join(root, folder))
        .filter((file) => /^(licen[cs]e|notice|copying)/i.test(file))
        .sort()
        .map((file) =>
            readFileSync(path.join(root, folder, file), "utf8")
                .replaceAll("\r", "")
                .trim(),
        );
    return { title: `${name} ${version}`, license: String(license ?? "see below"), source: sourceOf(homepage, repository), texts };
}

function sourceOf(homepage, repository) {
    const address = typeof repository === "string" ? repository : repository?.url;
    return (address ?? homepage ?? "")
        .replace(/^git\+/, "")
        .replace(/^github:/, "https://github.com/")
        .replace(/\.git$/, "");
}

function section({ title, license, source, texts }) {
    const line = "-".repeat(78);
    return `${line}\n${title} (${license})\n${source}\n${line}\n\n${texts.length > 0 ? texts.join("\n\n") : `Licence: ${license}.`}\n\n`;
}

const parts = [...(await bundledPackages()), ...engineLibraries];
if (process.argv.includes("--names")) {
    for (const { title } of parts) console.log(title);
} else {
    const file = path.join(root, "THIRD-PARTY-NOTICES");
    const text = introduction + parts.map(section).join("");
    if (!existsSync(file) || readFileSync(file, "utf8") !== text) writeFileSync(file, text);
    console.log(`THIRD-PARTY-NOTICES: ${parts.length} parts`);
}
