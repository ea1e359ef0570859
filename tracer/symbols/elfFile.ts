/** What look-ups need of an ELF file: how file offsets become virtual addresses, its build-id and the names of its sections. */
import { constants } from "node:fs";
import { open, stat, type FileHandle } from "node:fs/promises";

interface Segment {
    readonly fileOffset: bigint;
    readonly fileLength: bigint;
    readonly virtualAddress: bigint;
    readonly executable: boolean;
    readonly writable: boolean;
    readonly memoryLength: bigint;
}

export interface ElfSection {
    readonly name: string;
    readonly offset: number;
    readonly length: number;
    readonly isCompressed: boolean;
}

export interface ElfFile {
    /** Hexadecimal; empty when it has none. */
    readonly buildId: string;
    readonly sections: readonly ElfSection[];
    /** It is started, and not only loaded by others: it is linked to a fixed place, or names its loader. */
    readonly isProgram: boolean;
    /** Undefined for an offset that no segment loads. */
    virtualAddress(fileOffset: bigint): bigint | undefined;
    /** In memory that can be written, also what the file has nothing of (.bss), as if it had; undefined: it lies elsewhere. */
    variableAddress(fileOffset: bigint): bigint | undefined;
    /** Undefined for an address at which no segment loads anything. */
    fileOffset(virtualAddress: bigint): bigint | undefined;
}

const headerLength = 64;
const programHeaderLength = 56;
const sectionHeaderLength = 64;
const PT_LOAD = 1;
const [PF_X, PF_W] = [1, 2];
const SHT_NOBITS = 8;
const SHF_COMPRESSED = 0x800;
const ET_EXEC = 2;
const NT_GNU_BUILD_ID = 3;

/** A trace may name any path: what can wait (fifo(7)) or acts when it is opened (a device) is not opened. */
const withoutWaiting = constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY;

/** Undefined for what is not a whole 64-bit little-endian ELF file, or cannot be read. */
export async function readElfFile(path: string): Promise<ElfFile | undefined> {
    try {
        if (!(await stat(path)).isFile()) return undefined;
        const file = await open(path, withoutWaiting);
        try {
            return await readOpenFile(file);
        } finally {
            await file.close();
        }
    } catch {
        return undefined;
    }
}

/** The bytes of a section; undefined: it has none of that name, or they cannot be read. */
export async function readSection(path: string, elf: ElfFile, name: string): Promise<Buffer | undefined> {
    const section = elf.sections.find((each) => each.name === name);
    return section === undefined ? undefined : readBytes(path, section.offset, section.length);
}

/** Undefined: they cannot be read. */
export async function readBytes(path: string, offset: number, length: number): Promise<Buffer | undefined> {
    try {
        const file = await open(path, withoutWaiting);
        try {
            return await readExactly(file, offset, length);
        } finally {
            await file.close();
        }
    } catch {
        return undefined;
    }
}

async function readOpenFile(file: FileHandle): Promise<ElfFile | undefined> {
    const header = await readExactly(file, 0, headerLength);
    if (header.readUInt32BE(0) !== 0x7f454c46 || header[4] !== 2 || header[5] !== 1) return undefined;
    const segments = await readSegments(file, Number(header.readBigUInt64LE(32)), header.readUInt16LE(56));
    const sections = await readSections(file, Number(header.readBigUInt64LE(40)), header.readUInt16LE(60), header.readUInt16LE(62));
    const note = sections.find(({ name }) => name === ".note.gnu.build-id");
    return {
        buildId: note === undefined ? "" : buildIdOf(await readExactly(file, note.offset, note.length)),
        sections,
        isProgram: header.readUInt16LE(16) === ET_EXEC || sections.some(({ name }) => name === ".interp"),
        variableAddress: (fileOffset) => {
            const segment = segments.find(
                (candidate) =>
                    candidate.writable && fileOffset >= candidate.fileOffset && fileOffset < candidate.fileOffset + candidate.memoryLength,
            );
            return segment === undefined ? undefined : fileOffset - segment.fileOffset + segment.virtualAddress;
        },
        virtualAddress: (fileOffset) => {
            const segment = segments.find(
                (candidate) => fileOffset >= candidate.fileOffset && fileOffset < candidate.fileOffset + candidate.fileLength,
            );
            return segment === undefined ? undefined : fileOffset - segment.fileOffset + segment.virtualAddress;
        },
        fileOffset: (address) => {
            const segment = segments.find(
                (candidate) => address >= candidate.virtualAddress && address < candidate.virtualAddress + candidate.fileLength,
            );
            return segment === undefined ? undefined : address - segment.virtualAddress + segment.fileOffset;
        },
    };
}

async function readSegments(file: FileHandle, offset: number, count: number): Promise<readonly Segment[]> {
    const table = await readExactly(file, offset, count * programHeaderLength);
    const segments: Segment[] = [];
    for (let at = 0; at < table.length; at += programHeaderLength) {
        if (table.readUInt32LE(at) !== PT_LOAD) continue;
        segments.push({
            executable: (table.readUInt32LE(at + 4) & PF_X) !== 0,
            writable: (table.readUInt32LE(at + 4) & PF_W) !== 0,
            fileOffset: table.readBigUInt64LE(at + 8),
            virtualAddress: table.readBigUInt64LE(at + 16),
            fileLength: table.readBigUInt64LE(at + 32),
            memoryLength: table.readBigUInt64LE(at + 40),
        });
    }
    // Where segments share a page of the file, the offset of an instruction belongs to the executable one.
    return segments.sort((one, other) => Number(other.executable) - Number(one.executable));
}

async function readSections(file: FileHandle, offset: number, count: number, namesIndex: number): Promise<readonly ElfSection[]> {
    if (offset === 0 || count === 0) return [];
    const table = await readExactly(file, offset, count * sectionHeaderLength);
    const at = (index: number): { name: number; type: number; flags: number; offset: number; length: number } => {
        const start = index * sectionHeaderLength;
        return {
            name: table.readUInt32LE(start),
            type: table.readUInt32LE(start + 4),
            flags: table.readUInt32LE(start + 8),
            offset: Number(table.readBigUInt64LE(start + 24)),
            length: Number(table.readBigUInt64LE(start + 32)),
        };
    };
    const names = await readExactly(file, at(namesIndex).offset, at(namesIndex).length);
    const sections: ElfSection[] = [];
    for (let index = 0; index < count; index++) {
        const section = at(index);
        if (section.type === SHT_NOBITS) continue;
        const isCompressed = (section.flags & SHF_COMPRESSED) !== 0;
        sections.push({
            name: names.toString("latin1", section.name, names.indexOf(0, section.name)),
            offset: section.offset,
            length: section.length,
            isCompressed,
        });
    }
    return sections;
}

function buildIdOf(note: Buffer): string {
    const nameLength = note.readUInt32LE(0);
    const idLength = note.readUInt32LE(4);
    if (note.readUInt32LE(8) !== NT_GNU_BUILD_ID) return "";
    const start = 12 + Math.ceil(nameLength / 4) * 4;
    return note.subarray(start, start + idLength).toString("hex");
}

async function readExactly(file: FileHandle, offset: number, length: number): Promise<Buffer> {
    const { size } = await file.stat();
    if (offset + length > size) throw new RangeError("the file is too short");
    const bytes = Buffer.alloc(length);
    const { bytesRead } = await file.read(bytes, 0, length, offset);
    if (bytesRead !== length) throw new RangeError("the file is too short");
    return bytes;
}
