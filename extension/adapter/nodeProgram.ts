/** How a JavaScript or TypeScript file is run: by the workspace's Node, with what that needs to understand TypeScript. */
import { execFile } from "node:child_process";
import { createRequire } from "node:module";
import path from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import { nodeMissing, typeScriptNotUnderstood } from "./messages";

const javaScript: ReadonlySet<string> = new Set([".js", ".mjs", ".cjs"]);
const typeScript: ReadonlySet<string> = new Set([".ts", ".mts", ".cts"]);

export function isNodeSource(program: string): boolean {
    const extension = path.extname(program).toLowerCase();
    return javaScript.has(extension) || typeScript.has(extension);
}

export function isNode(executable: string): boolean {
    return /^node(js)?$/.test(path.basename(executable));
}

/** Options whose value is a word of its own. */
const optionsWithValue: ReadonlySet<string> = new Set([
    "-r",
    "--require",
    "--import",
    "--loader",
    "--experimental-loader",
    "-C",
    "--conditions",
]);

/** Of a command line of Node's all but what Node is told before the file that it runs: a loader has a longer name than the program. */
export function withoutOptions([executable = "", ...words]: readonly string[]): readonly string[] {
    let at = 0;
    for (let word = words[at]; word?.startsWith("-") === true; word = words[at]) at += optionsWithValue.has(word) ? 2 : 1;
    return at < words.length ? [executable, ...words.slice(at)] : [executable, ...words];
}

/** Node, or a command of its packages that runs in it. */
export function startsNode(executable: string): boolean {
    return isNode(executable) || /^(npm|npx|pnpm|yarn|tsx)$/.test(path.basename(executable));
}

/** What this Node has to be told to run the file: it strips types by itself since 22.18 and 23.6, and since 22.6 when told to. Throws a UserError. */
export async function typeScriptOptions(program: string, node: string, cwd: string): Promise<readonly string[]> {
    if (!typeScript.has(path.extname(program).toLowerCase())) return [];
    const [major, minor] = await versionOf(node, cwd);
    const since = (first: number, second: number): boolean => major > first || (major === first && minor >= second);
    if (since(23, 6) || (major === 22 && minor >= 18)) return [];
    const loader = tsxOf(program);
    if (loader !== undefined) return ["--import", pathToFileURL(loader).href];
    if (since(22, 6)) return ["--experimental-strip-types"];
    throw typeScriptNotUnderstood(program, `${major}.${minor}`);
}

async function versionOf(node: string, cwd: string): Promise<readonly [major: number, minor: number]> {
    const answer = await promisify(execFile)(node, ["--version"], { cwd, encoding: "utf8" }).catch(() => undefined);
    const version = /^v(\d+)\.(\d+)/.exec(answer?.stdout ?? "");
    if (version === null) throw nodeMissing(node);
    return [Number(version[1]), Number(version[2])];
}

/** The loader of the package tsx, where the program's own modules would find it. */
function tsxOf(program: string): string | undefined {
    try {
        return createRequire(program).resolve("tsx");
    } catch {
        return undefined;
    }
}
