import path from "node:path";
import type { Engine, EngineFile } from "./readEngine";
import { ownershipViolations } from "./ownership";

const linesOfFile = 300;
const linesOfLayer = 2000;

/** One sentence for each broken rule. */
export function violations(engine: Engine): string[] {
    return [
        ...engine.files.filter(({ name }) => rankOf(engine, name) < 0).map(({ name }) => `${name} is in no layer of the Makefile`),
        ...lateIncludes(engine),
        ...lateSymbols(engine),
        ...circles(engine),
        ...lengths(engine),
        ...ownershipViolations(engine.files),
    ];
}

function layerOf(name: string): string {
    return path.dirname(name);
}

function rankOf(engine: Engine, name: string): number {
    return engine.layers.indexOf(layerOf(name));
}

function lateIncludes(engine: Engine): string[] {
    return engine.files.flatMap(({ name, text }) =>
        [...text.matchAll(/^#include "(.+)"$/gm)]
            .map(([, included = ""]) => included)
            .filter((included) => rankOf(engine, included) > rankOf(engine, name))
            .map((included) => `${name} includes ${included}, of a later layer`),
    );
}

/** By the names of sources: what each uses, and of whom. */
function uses(engine: Engine): Map<string, Map<string, string>> {
    const owners = new Map(engine.objects.flatMap(({ name, defined }) => defined.map((symbol) => [symbol, name] as const)));
    return new Map(
        engine.objects.map(({ name, undefined: symbols }) => {
            const used = symbols.flatMap((symbol) => {
                const owner = owners.get(symbol);
                return owner === undefined ? [] : [[owner, symbol] as const];
            });
            return [name, new Map(used)];
        }),
    );
}

function lateSymbols(engine: Engine): string[] {
    return [...uses(engine)].flatMap(([user, used]) =>
        [...used]
            .filter(([owner]) => rankOf(engine, owner) > rankOf(engine, user))
            .map(([owner, symbol]) => `${user} uses ${symbol} of ${owner}, of a later layer`),
    );
}

/** Depth-first search; every way back to a file that is still being visited is a circle. */
function circles(engine: Engine): string[] {
    const graph = uses(engine);
    const found: string[] = [];
    const finished = new Set<string>();
    const visit = (name: string, trail: readonly string[]): void => {
        if (finished.has(name)) return;
        const start = trail.indexOf(name);
        if (start >= 0) {
            found.push(`circle: ${tellCircle(graph, [...trail.slice(start), name])}`);
            return;
        }
        for (const owner of graph.get(name)?.keys() ?? []) visit(owner, [...trail, name]);
        finished.add(name);
    };
    for (const name of graph.keys()) visit(name, []);
    return found;
}

function tellCircle(graph: ReadonlyMap<string, ReadonlyMap<string, string>>, names: readonly string[]): string {
    return names.map((name, index) => (index === 0 ? name : `(${graph.get(names[index - 1] ?? "")?.get(name) ?? ""}) ${name}`)).join(" → ");
}

function lengths(engine: Engine): string[] {
    const long = engine.files
        .filter(({ text }) => linesIn(text) > linesOfFile)
        .map(({ name, text }) => `${name} has ${linesIn(text)} lines, more than ${linesOfFile}`);
    const large = engine.layers
        .map((layer) => ({ layer, lines: sumOfLines(engine.files.filter(({ name }) => layerOf(name) === layer)) }))
        .filter(({ lines }) => lines > linesOfLayer)
        .map(({ layer, lines }) => `${layer} has ${lines} lines, more than ${linesOfLayer}`);
    return [...long, ...large];
}

function linesIn(text: string): number {
    return text.split("\n").length - 1;
}

function sumOfLines(files: readonly EngineFile[]): number {
    return files.reduce((sum, { text }) => sum + linesIn(text), 0);
}
