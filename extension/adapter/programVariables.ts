/** The variables of the files that a process runs, by their tables of symbols. */
import { readFile } from "node:fs/promises";
import { readElfFile } from "../../tracer/symbols/elfFile";
import { readSymbols } from "../../tracer/symbols/elfSymbols";

const pointerLength = 8n;

/** Of executable mappings in the text of maps (proc_pid_maps(5)); none of the system's libraries. */
export function ownFiles(maps: string): readonly string[] {
    const files = [...maps.matchAll(/^\S+ ..x. \S+ \S+ \S+ +(\/.*)$/gm)].map(([, path = ""]) => path);
    return [...new Set(files)].filter((path) => !/^\/(?:usr|lib\d*)\//.test(path));
}

/**
 * Names of those that have the size of a pointer. (gdb searches all libraries for variables of a type, which takes seconds where
 * the C library's debug information is installed.)
 */
export async function variablesLikePointers(pid: number): Promise<readonly string[]> {
    const maps = await readFile(`/proc/${pid}/maps`, "utf8").catch(() => "");
    const names = await Promise.all(ownFiles(maps).map(pointersOf));
    return [...new Set(names.flat())];
}

async function pointersOf(path: string): Promise<readonly string[]> {
    const elf = await readElfFile(path);
    const symbols = elf === undefined ? undefined : await readSymbols(path, elf, "all");
    return (symbols ?? [])
        .filter(({ name, isVariable, length, address }) => isVariable && length === pointerLength && address !== 0n && isOwn(name))
        .map(({ name }) => name);
}

/** What begins with two underscores is the compiler's and the library's; with a dot, a function's. */
function isOwn(name: string): boolean {
    return /^(?!__|_Z)[A-Za-z_]\w*$/.test(name);
}
