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

type Table = keyof typeof tables;

/** In their order, which relocations refer to; undefined: it has none, or they cannot be read. */
export async function readSymbols(path: string, elf: ElfFile, table: Table): Promise<readonly ElfSymbol[] | undefined> {
    const symbols = await openSymbols(path, elf, table);
    return symbols && Array.from({ length: symbols.count }, (_, place) => symbols.at(place));
}

export interface SymbolTable {
    readonly count: number;
    /** `place`: less than `count`. */
    at(place: number): ElfSymbol;
}

/** Of those whom few are asked for: a program that exports its own functions has a hundred thousand. Undefined as with `readSymbols`. */
export async function openSymbols(path: string, elf: ElfFile, table: Table): Promise<SymbolTable | undefined> {
    const [symbols, names] = await Promise.all(tables[table].map((name) => readSection(path, elf, name)));
    if (symbols === undefined || names === undefined) return undefined;
    return {
        count: Math.floor(symbols.length / symbolLength),
        at(place) {
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
        },
    };
}
