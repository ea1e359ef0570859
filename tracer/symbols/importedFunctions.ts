/**
 * Which function of another module a call instruction calls: through the procedure linkage table, or through the global offset table
 * alone (-fno-plt). A function that ends with a jump into another leaves no frame of its own, so the caller's code has to tell.
 */
import { openSymbols } from "./elfSymbols";
import { readBytes, readElfFile, readSection, type ElfFile } from "./elfFile";

export interface ImportedFunctions {
    /** By the offset in the file of the last byte of a call instruction, as the frame of a caller has it. */
    calledAt(lastByte: bigint): Promise<string | undefined>;
}

/** struct Elf64_Rela. */
const relocationLength = 24;
/** call rel32; call *disp32(%rip); jmp *disp32(%rip). */
const [callNear, callIndirect, jumpIndirect] = [0xe8, 0x15ff, 0x25ff];
const [nearLength, indirectLength] = [5, 6];

/** Undefined: the file is not what was recorded any more, or cannot be read. */
export async function readImportedFunctions(path: string, buildId: string): Promise<ImportedFunctions | undefined> {
    const elf = await readElfFile(path);
    if (elf?.buildId !== buildId) return undefined;
    const slots = await readSlots(path, elf);
    return {
        async calledAt(lastByte) {
            const after = elf.virtualAddress(lastByte);
            const code = await readBytes(path, Number(lastByte) + 1 - indirectLength, indirectLength);
            if (after === undefined || code === undefined) return undefined;
            const next = after + 1n;
            if (code.readUInt16LE(0) === callIndirect) return slots.get(next + BigInt(code.readInt32LE(2)));
            if (code.readUInt8(indirectLength - nearLength) !== callNear) return undefined;
            const slot = await slotOfStub(path, elf, next + BigInt(code.readInt32LE(2)));
            return slot === undefined ? undefined : slots.get(slot);
        },
    };
}

/** The names of functions, by the places in the global offset table where their addresses stand. */
async function readSlots(path: string, elf: ElfFile): Promise<ReadonlyMap<bigint, string>> {
    const slots = new Map<bigint, string>();
    const symbols = await openSymbols(path, elf, "dynamic");
    if (symbols === undefined) return slots;
    for (const section of [".rela.plt", ".rela.dyn"]) {
        const relocations = (await readSection(path, elf, section)) ?? Buffer.alloc(0);
        for (let at = 0; at + relocationLength <= relocations.length; at += relocationLength) {
            const place = relocations.readUInt32LE(at + 12);
            // Those that only move with the program refer to the first, which is none.
            if (place === 0 || place >= symbols.count) continue;
            const { name } = symbols.at(place);
            if (name !== "") slots.set(relocations.readBigUInt64LE(at), name);
        }
    }
    return slots;
}

/** Where an entry of the procedure linkage table finds its address; undefined: it is none. */
async function slotOfStub(path: string, elf: ElfFile, address: bigint): Promise<bigint | undefined> {
    const [endBranch, boundPrefix] = [0xfa1e0ff3, 0xf2];
    const offset = elf.fileOffset(address);
    const code = offset === undefined ? undefined : await readBytes(path, Number(offset), 16);
    if (code === undefined) return undefined;
    let at = code.readUInt32LE(0) === endBranch ? 4 : 0;
    if (code.readUInt8(at) === boundPrefix) at += 1;
    if (code.readUInt16LE(at) !== jumpIndirect) return undefined;
    return address + BigInt(at + indirectLength) + BigInt(code.readInt32LE(at + 2));
}
