/** Which source files a program was compiled from, by its debug information. */
import { execFile } from "node:child_process";
import { stat } from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import { readElfFile } from "./elfFile";

const run = promisify(execFile);
const noFiles: ReadonlySet<string> = new Set();
const largestOutput = 1 << 28;

const known = new Map<string, Promise<ReadonlySet<string>>>();

/**
 * The absolute paths of the program's compilation units, and of the headers that they include. Empty, without starting
 * anything, for a program without debug information. Remembered by build-id.
 */
export async function sourceFilesOf(program: string): Promise<ReadonlySet<string>> {
    const elf = await readElfFile(program);
    if (elf === undefined || !elf.sections.some(({ name }) => name === ".debug_info" || name === ".zdebug_info")) return noFiles;
    const identity = elf.buildId !== "" ? elf.buildId : await fileVersion(program);
    const files = known.get(identity) ?? unitsAndHeaders(program);
    known.set(identity, files);
    return files;
}

async function fileVersion(program: string): Promise<string> {
    const facts = await stat(program);
    return `${program} ${facts.ino} ${facts.size} ${facts.mtimeMs}`;
}

async function unitsAndHeaders(program: string): Promise<ReadonlySet<string>> {
    const [units, lines] = await Promise.all([
        dump(program, "--debug-dump=info", "--dwarf-depth=1"),
        dump(program, "--debug-dump=rawline"),
    ]);
    return new Set([...parseUnits(units), ...parseFileTables(lines)]);
}

async function dump(program: string, ...options: readonly string[]): Promise<string> {
    try {
        const { stdout } = await run("readelf", [...options, program], { env: { ...process.env, LC_ALL: "C" }, maxBuffer: largestOutput });
        return stdout;
    } catch {
        return ""; // No readelf, no files: breakpoints of an exec'd program are then found by its gdb only.
    }
}

/** Each line table begins with its directories and its files: "  2	2	(indirect line string, offset: 0x4c): stdio.h". */
function* parseFileTables(dump: string): Generator<string> {
    let directories = new Map<string, string>();
    for (const line of dump.split("\n")) {
        if (line.startsWith(" The Directory Table")) directories = new Map();
        const [, number = "", rest = ""] = /^ {2}(\d+)\t(.+)$/.exec(line) ?? [];
        const words = rest.replace(/\((?:alt )?indirect[^)]*\): /, "").split("\t");
        const name = words.at(-1) ?? "";
        if (words.length === 1 && name !== "") directories.set(number, name);
        const directory = directories.get(words[0] ?? "");
        if (words.length === 1 || directory === undefined) continue;
        // Directory 0 is the compiler's own. Before DWARF 5 it is not told here.
        const own = directories.get("0");
        if (own !== undefined || path.isAbsolute(directory)) yield path.resolve(own ?? "/", directory, name);
    }
}

/** Each unit is a DW_TAG_compile_unit followed by its attributes, such as "<11>   DW_AT_name : (indirect string, offset: 0x0): pipe.c". */
function* parseUnits(dump: string): Generator<string> {
    for (const unit of dump.split("(DW_TAG_compile_unit)").slice(1)) {
        const name = attribute(unit, "DW_AT_name");
        if (name !== undefined) yield path.resolve(attribute(unit, "DW_AT_comp_dir") ?? "/", name);
    }
}

function attribute(unit: string, name: string): string | undefined {
    return new RegExp(`${name}\\s*: (?:\\((?:alt )?indirect[^)]*\\): )?(.*?)\\s*$`, "m").exec(unit)?.[1];
}
