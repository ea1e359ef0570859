/** The symbols of an ELF file (elf(5)): of the dynamic ones what it exports and imports, of the others all that it was linked from. */
import { readSection, type ElfFile } from "./elfFile";

export interface ElfSymbol {
    readonly name: string;
    /** Code. */
    readonly isFunction: boolean;
    /** Data with a place of its own. */
    readonly isVariable: boolean;
    /** 0n: imported. */
    readonly address: bigint;
    /** Bytes. */
    readonly length: bigint;
}

const tables = { dynamic: [".dynsym", ".dynstr"], all: [".symtab", ".strtab"] } as const;

/** struct Elf64_Sym. */
const symbolLength = 24;
const typeMask = 0xf;
const [objectType, functionType, indirectFunctionType] = [1, 2, 10];

/** In their order, which relocations refer to; undefined: it has none, or they cannot be read. */
export async function readSymbols(path: string, elf: ElfFile, table: keyof typeof tables): Promise<readonly ElfSymbol[] | undefined> {
    const [symbols, names] = await Promise.all(tables[table].map((name) => readSection(path, elf, name)));
    if (symbols === undefined || names === undefined) return undefined;
    return Array.from({ length: Math.floor(symbols.length / symbolLength) }, (_, place) => {
        const at = place * symbolLength;
        const type = symbols.readUInt8(at + 4) & typeMask;
        const nameAt = symbols.readUInt32LE(at);
        return {
            name: names.toString("latin1", nameAt, names.indexOf(0, nameAt)),
            isVariable: type === objectType,
            isFunction: type === functionType || type === indirectFunctionType,
            address: symbols.readBigUInt64LE(at + 8),
            length: symbols.readBigUInt64LE(at + 16),
        };
    });
}
