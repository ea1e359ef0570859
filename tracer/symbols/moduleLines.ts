/** The lines of one module of a trace (an executable or a library), if it still is what was recorded and has debug information. */
import { statSync } from "node:fs";
import path from "node:path";
import type { ModuleRecord } from "../trace/record";
import { readElfFile, type ElfFile } from "./elfFile";
import { LineTable, type CodePlace } from "./lineTable";

export type LinesUnknown = "missing" | "changed" | "no debug information";

export interface ModuleLines {
    /** For each offset in the file its places, innermost first. */
    places(offsets: readonly bigint[]): Promise<ReadonlyMap<bigint, readonly CodePlace[]>>;
    close(): void;
}

/** Starts nothing for a module without debug information: its sections tell. */
export async function openModuleLines(module: ModuleRecord): Promise<ModuleLines | LinesUnknown> {
    const elf = await readElfFile(module.path);
    if (elf === undefined) return "missing";
    if (module.buildId !== elf.buildId) return "changed";
    if (!hasLines(elf, module.path)) return "no debug information";
    const table = new LineTable(module.path);
    return {
        places: async (offsets) => {
            const addresses = new Map<bigint, bigint>();
            for (const offset of offsets) {
                const address = elf.virtualAddress(offset);
                if (address !== undefined) addresses.set(offset, address);
            }
            const answers = await table.places([...addresses.values()]);
            return new Map([...addresses].map(([offset, address]) => [offset, answers.get(address) ?? []]));
        },
        close: () => table.close(),
    };
}

/** In the file itself, or in a file that its maker split off and put beside it. */
function hasLines(elf: ElfFile, file: string): boolean {
    const names = new Set(elf.sections.map((section) => section.name));
    if (names.has(".debug_line") || names.has(".zdebug_line")) return true;
    if (!names.has(".gnu_debuglink")) return false;
    const directory = path.dirname(file);
    const splitOff = `${path.basename(file)}.debug`;
    return isFile(path.join(directory, splitOff)) || isFile(path.join(directory, ".debug", splitOff));
}

function isFile(name: string): boolean {
    try {
        return statSync(name).isFile();
    } catch {
        return false;
    }
}
