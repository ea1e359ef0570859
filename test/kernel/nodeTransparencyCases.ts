/** Programs of Node that must behave the same under the recorder as alone: the samples in TypeScript, and ugly ones. */
import { buildSync } from "esbuild";
import { copyFileSync, readdirSync } from "node:fs";
import path from "node:path";
import type { TransparencyCase } from "./transparencyCases";

const samples = path.resolve(__dirname, "../../samples/ts");
const programs = path.resolve(__dirname, "../programs/node");
const child = "mixed_child.c";

export function nodeTransparencyCases(): readonly TransparencyCase[] {
    return [...samplesInTypeScript(), ...readdirSync(programs).map(nodeProgram)];
}

function samplesInTypeScript(): readonly TransparencyCase[] {
    const names = readdirSync(samples).filter((name) => name.endsWith(".ts") && name !== "mark.ts");
    return names.map((name) => ({
        name,
        command: ["node", "sample.mjs", ...(name === "mixed.ts" ? [child] : [])],
        prepare(directory) {
            const outfile = path.join(directory, "sample.mjs");
            buildSync({ entryPoints: [path.join(samples, name)], outfile, bundle: true, platform: "node", format: "esm" });
            copyFileSync(path.join(samples, child), path.join(directory, child));
        },
        anyOrder: true,
    }));
}

function nodeProgram(name: string): TransparencyCase {
    return { name, command: ["node", path.join(programs, name)], anyOrder: true };
}
