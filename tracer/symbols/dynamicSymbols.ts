/** The dynamic symbols of an ELF file (elf(5)): what it exports and what it imports. */
import { readSection, type ElfFile } from "./elfFile";

export interface DynamicSymbol {
    readonly name: string;
    /** Code. */
    readonly isFunction: boolean;
    /** 0n: imported. */
    readonly address: bigint;
    /** Bytes. */
    readonly length: bigint;
}

/** struct Elf64_Sym. */
const symbolLength = 24;
const typeMask = 0xf;
const [functionType, indirectFunctionType] = [2, 10];

/** In their order, which relocations refer to; undefined: it has none, or they cannot be read. */
export async function readDynamicSymbols(path: string, elf: ElfFile): Promise<readonly DynamicSymbol[] | undefined> {
    const [symbols, names] = await Promise.all([".dynsym", ".dynstr"].map((name) => readSection(path, elf, name)));
    if (symbols === undefined || names === undefined) return undefined;
    return Array.from({ length: Math.floor(symbols.length / symbolLength) }, (_, place) => {
        const at = place * symbolLength;
        const type = symbols.readUInt8(at + 4) & typeMask;
        const nameAt = symbols.readUInt32LE(at);
        return {
            name: names.toString("latin1", nameAt, names.indexOf(0, nameAt)),
            isFunction: type === functionType || type === indirectFunctionType,
            address: symbols.readBigUInt64LE(at + 8),
            length: symbols.readBigUInt64LE(at + 16),
        };
    });
}
