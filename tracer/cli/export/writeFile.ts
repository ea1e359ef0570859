import { open, stat } from "node:fs/promises";
import { PartFile } from "../../traceFile/partFile";

/**
 * The file is there when it is whole, and one that it replaces until then. Throws what the kernel says: EEXIST when there is one and it is
 * not to be replaced.
 */
export async function writeFile(path: string, pieces: Iterable<Uint8Array>, replace: boolean): Promise<void> {
    if (replace && (await isNoFile(path))) return writeInto(path, pieces);
    const file = await PartFile.begin(path);
    try {
        for (const piece of pieces) await file.append(piece);
    } catch (error) {
        await file.discard();
        throw error;
    }
    await file.finish(replace);
}

/** A terminal, a FIFO, /dev/stdout: nothing can take its place. */
async function isNoFile(path: string): Promise<boolean> {
    const there = await stat(path).catch(() => null);
    return there !== null && !there.isFile();
}

async function writeInto(path: string, pieces: Iterable<Uint8Array>): Promise<void> {
    const file = await open(path, "w");
    try {
        for (const piece of pieces) await file.appendFile(piece);
    } finally {
        await file.close();
    }
}
