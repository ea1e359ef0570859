import path from "node:path";
import { forbiddenNames, layerOf } from "./layers";
import type { Import } from "./readImports";

/** One sentence for each broken rule. */
export function violations(files: readonly string[], imports: readonly Import[]): string[] {
    return [...badFiles(files), ...imports.flatMap(badImport), ...cycles(imports)];
}

function badFiles(files: readonly string[]): string[] {
    return files.flatMap((file) => {
        const problems: string[] = [];
        if (forbiddenNames.test(path.basename(file))) problems.push(`${file}: a file is named after what is in it`);
        if (layerOf(file) === undefined) problems.push(`${file}: belongs to no layer of scripts/import-rules/layers.ts`);
        return problems;
    });
}

function badImport({ from, to, kind }: Import): string[] {
    const layer = layerOf(from);
    if (layer === undefined) return [];
    if (kind === "package") {
        return layer.packages.some((allowed) => matchesPackage(to, allowed))
            ? []
            : [`${from}: ${layer.folder} may not import the package ${to}`];
    }
    const target = layerOf(to);
    if (target === layer) return [];
    if (target !== undefined && layer.layers.includes(target.folder)) return [];
    // The version in the manifest is data that every program may read.
    if (to === "package.json") return [];
    return [`${from}: ${layer.folder} may not import ${to}`];
}

function matchesPackage(name: string, allowed: string): boolean {
    return allowed.endsWith(":") ? name.startsWith(allowed) : name === allowed || name.startsWith(`${allowed}/`);
}

/** Depth-first search; every way back to a file that is still being visited is a cycle. */
function cycles(imports: readonly Import[]): string[] {
    const targets = new Map<string, string[]>();
    for (const { from, to, kind } of imports) {
        if (kind === "file") targets.set(from, [...(targets.get(from) ?? []), to]);
    }
    const found: string[] = [];
    const finished = new Set<string>();
    const visit = (file: string, trail: readonly string[]): void => {
        if (finished.has(file)) return;
        const start = trail.indexOf(file);
        if (start >= 0) {
            found.push(`cycle: ${[...trail.slice(start), file].join(" → ")}`);
            return;
        }
        for (const target of targets.get(file) ?? []) visit(target, [...trail, file]);
        finished.add(file);
    };
    for (const file of targets.keys()) visit(file, []);
    return found;
}
