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
 * The absolute paths of the program's compilation units (not of the headers that they include). Empty, without starting
 * anything, for a program without debug information. Remembered by build-id.
 */
export async function sourceFilesOf(program: string): Promise<ReadonlySet<string>> {
    const elf = await readElfFile(program);
    if (elf === undefined || !elf.sections.some(({ name }) => name === ".debug_info" || name === ".zdebug_info")) return noFiles;
    const identity = elf.buildId !== "" ? elf.buildId : await fileVersion(program);
    const files = known.get(identity) ?? compilationUnits(program);
    known.set(identity, files);
    return files;
}

async function fileVersion(program: string): Promise<string> {
    const facts = await stat(program);
    return `${program} ${facts.ino} ${facts.size} ${facts.mtimeMs}`;
}

async function compilationUnits(program: string): Promise<ReadonlySet<string>> {
    try {
        const options = { env: { ...process.env, LC_ALL: "C" }, maxBuffer: largestOutput };
        const { stdout } = await run("readelf", ["--debug-dump=info", "--dwarf-depth=1", program], options);
        return new Set(parseUnits(stdout));
    } catch {
        return noFiles; // No readelf, no files: breakpoints of an exec'd program are then found by its gdb only.
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
