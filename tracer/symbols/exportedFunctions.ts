/** The functions that a library exports, by the places of their code: its dynamic symbols, which no library can do without. */
import { readSymbols, type ElfSymbol } from "./elfSymbols";
import { readElfFile } from "./elfFile";

export interface ExportedFunctions {
    /** The function in which an offset of the file lies; undefined: in none that is exported. */
    at(offset: bigint): string | undefined;
}

/** Undefined: the file is not what was recorded any more, or cannot be read. */
export async function readExportedFunctions(path: string, buildId: string): Promise<ExportedFunctions | undefined> {
    const elf = await readElfFile(path);
    if (elf?.buildId !== buildId) return undefined;
    const symbols = await readSymbols(path, elf, "dynamic");
    if (symbols === undefined) return undefined;
    const functions = inOrder(symbols);
    return {
        at(offset) {
            const address = elf.virtualAddress(offset);
            return address === undefined ? undefined : nameAt(functions, address);
        },
    };
}

/** In the order of their addresses, each once. */
function inOrder(symbols: readonly ElfSymbol[]): readonly ElfSymbol[] {
    const byAddress = new Map<bigint, ElfSymbol>();
    for (const symbol of symbols) {
        if (!symbol.isFunction || symbol.length === 0n) continue;
        const known = byAddress.get(symbol.address);
        if (known === undefined || isPlainer(symbol.name, known.name)) byAddress.set(symbol.address, symbol);
    }
    return [...byAddress.values()].sort((one, other) => (one.address < other.address ? -1 : 1));
}

/** Of several names of one function that of the man pages: without underscores. */
function isPlainer(name: string, known: string): boolean {
    const [reserved, knownReserved] = [name.startsWith("_"), known.startsWith("_")];
    return reserved === knownReserved ? name < known : knownReserved;
}

function nameAt(functions: readonly ElfSymbol[], address: bigint): string | undefined {
    let [low, high] = [0, functions.length];
    while (low < high) {
        const middle = (low + high) >>> 1;
        if ((functions[middle]?.address ?? 0n) <= address) low = middle + 1;
        else high = middle;
    }
    const found = functions[low - 1];
    return found !== undefined && address < found.address + found.length ? found.name : undefined;
}
