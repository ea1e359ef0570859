import fs from "node:fs";
import path from "node:path";
import { root } from "./builtFiles";

export interface Manifest {
    readonly name: string;
    readonly version: string;
    readonly description: string;
    readonly engines: { readonly node: string };
    readonly bin: { readonly ipcscope: string };
}

/** What only the checkout needs: npm's protection against publishing, its scripts, its packages, its command. */
const checkoutOnly: readonly string[] = ["private", "scripts", "dependencies", "devDependencies", "optionalDependencies", "bin"];

export function readManifest(): Manifest {
    return JSON.parse(fs.readFileSync(path.join(root, "package.json"), "utf8")) as Manifest;
}

/** The manifest of the packaged extension. */
export function extensionManifest(): Record<string, unknown> {
    return Object.fromEntries(Object.entries(readManifest()).filter(([key]) => !checkoutOnly.includes(key)));
}
