/** A section with debug information, which linkers may have compressed (elf(5), SHF_COMPRESSED). */
import { inflateSync } from "node:zlib";
import { readBytes, type ElfFile } from "../elfFile";

/** Bytes. What is larger is not read: nobody waits that long for a name. */
const largest = 64 * 1024 * 1024;
/** struct Elf64_Chdr; ELFCOMPRESS_ZLIB. */
const [headLength, zlib] = [24, 1];

/** Undefined: there is none, or it is too large or damaged. */
export async function readDebugSection(path: string, elf: ElfFile, name: string): Promise<Uint8Array | undefined> {
    const section = elf.sections.find((each) => each.name === name);
    if (section === undefined || section.length > largest) return undefined;
    const bytes = await readBytes(path, section.offset, section.length);
    if (bytes === undefined || !section.isCompressed) return bytes;
    if (bytes.length < headLength || bytes.readUInt32LE(0) !== zlib) return undefined;
    try {
        return inflateSync(bytes.subarray(headLength), { maxOutputLength: largest });
    } catch {
        return undefined;
    }
}
