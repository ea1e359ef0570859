import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

/** What the rules of the engine's layers are about. Names are paths from the engine's folder. */
export interface Engine {
    /** Folders, each of which may use those before it. */
    readonly layers: readonly string[];
    readonly files: readonly EngineFile[];
    readonly objects: readonly EngineObject[];
}

export interface EngineFile {
    readonly name: string;
    readonly text: string;
}

/** An object file under the name of its source, and the symbols that it has to do with others by (nm(1)). */
export interface EngineObject {
    readonly name: string;
    readonly defined: readonly string[];
    readonly undefined: readonly string[];
}

/** Reads the engine in a folder that has been built; throws where an object is missing or older than its source. */
export function readEngine(folder: string): Engine {
    const layers = readLayers(path.join(folder, "Makefile"));
    const names = fs
        .readdirSync(folder, { recursive: true, encoding: "utf8" })
        .filter((name) => /\.[ch]$/.test(name))
        .sort();
    const files = names.map((name) => ({ name, text: fs.readFileSync(path.join(folder, name), "utf8") }));
    const sources = names.filter((name) => name.endsWith(".c"));
    return { layers, files, objects: readObjects(folder, sources) };
}

function readLayers(makefile: string): readonly string[] {
    const layers = /^LAYERS := (.+)$/m.exec(fs.readFileSync(makefile, "utf8"))?.[1];
    if (layers === undefined) throw new Error(`${makefile} names no LAYERS.`);
    return layers.split(" ");
}

function readObjects(folder: string, sources: readonly string[]): readonly EngineObject[] {
    for (const name of sources) requireBuilt(folder, name);
    const objects = new Map(sources.map((name) => [objectOf(name), { name, defined: [] as string[], undefined: [] as string[] }]));
    const { status, stdout, stderr } = spawnSync("nm", ["--portability", "--print-file-name", ...objects.keys()], {
        cwd: folder,
        encoding: "utf8",
    });
    if (status !== 0) throw new Error(`nm cannot read the engine's objects: ${stderr}`);
    for (const [, file = "", symbol = "", type = ""] of stdout.matchAll(/^(\S+): (\S+) (\S)/gm)) {
        if (type === "U") objects.get(file)?.undefined.push(symbol);
        else if (/[A-Z]/.test(type)) objects.get(file)?.defined.push(symbol);
    }
    return [...objects.values()];
}

function objectOf(name: string): string {
    return path.join("build", name.replace(/\.c$/, ".o"));
}

function requireBuilt(folder: string, name: string): void {
    const built = fs.statSync(path.join(folder, objectOf(name)), { throwIfNoEntry: false })?.mtimeMs;
    if (built === undefined || built < fs.statSync(path.join(folder, name)).mtimeMs) {
        throw new Error(`${name} is not built as it is now: run 'npm run build' first.`);
    }
}
