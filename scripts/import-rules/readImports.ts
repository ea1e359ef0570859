import fs from "node:fs";
import path from "node:path";
import ts from "typescript";

export interface Import {
    /** Path of the importing file from the root, with forward slashes. */
    readonly from: string;
    /** Path of the imported file from the root, or the name as written when it is a package. */
    readonly to: string;
    readonly kind: "file" | "package";
}

const sourceFolders = ["tracer", "extension", "webview"];

/** All TypeScript files of the product, as paths from the root. */
export function sourceFiles(root: string): string[] {
    return sourceFolders
        .flatMap((folder) =>
            fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
        )
        .filter((name) => /\.[mc]?tsx?$/.test(name) && !name.includes("node_modules"));
}

/** The imports of the files, types included: a type that is known is a dependency. */
export function readImports(root: string, files: readonly string[]): Import[] {
    return files.flatMap((from) => {
        const text = fs.readFileSync(path.join(root, from), "utf8");
        return ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => resolve(root, from, fileName));
    });
}

function resolve(root: string, from: string, name: string): Import {
    if (!name.startsWith(".")) return { from, to: name, kind: "package" };
    const target = path.join(path.dirname(from), name);
    const existing = [`${target}.ts`, target.replace(/\.js$/, ".ts"), target].find((file) => isFile(path.join(root, file)));
    return { from, to: existing ?? target, kind: "file" };
}

function isFile(file: string): boolean {
    return fs.statSync(file, { throwIfNoEntry: false })?.isFile() ?? false;
}
