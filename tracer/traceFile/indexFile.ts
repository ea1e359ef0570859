/** The index of a trace in its file: what it is called, and how it gets there. */
import { open, stat, type FileHandle } from "node:fs/promises";
import { RunningChecksum } from "../trace/checksum";
import { endRecordLength, recordHeadLength, recordTypeNumbers } from "../trace/format";
import { indexKey, indexLengthIn, indexTailLength, isEndRecord, isIndexHead } from "../trace/storedIndex";
import { PartFile } from "./partFile";

/** A record has no more. */
const longestArchive = 1 << 30;
const pieceLength = 1 << 20;

/** Of a trace that is whole. */
export interface Indexable {
    /** Bytes before its index, or before its end if there is none. */
    readonly length: number;
    readonly end: Buffer;
    /** What an index of it is called. */
    readonly key: string;
}

/** null: it has no end, or something behind it. Throws what the file system says when it cannot be read. */
export async function indexableTrace(path: string): Promise<Indexable | null> {
    const file = await open(path, "r");
    try {
        const { size } = await file.stat();
        const end = await bytesAt(file, size - endRecordLength, endRecordLength);
        if (!isEndRecord(end)) return null;
        const length = await lengthWithoutIndex(file, size - endRecordLength);
        const sum = new RunningChecksum();
        for await (const piece of piecesOf(file, length)) sum.add(piece);
        sum.add(end);
        return { length, end, key: indexKey(length + endRecordLength, sum.sum) };
    } finally {
        await file.close();
    }
}

/**
 * Puts what was made of a trace into its file, in place of what stands there; the file with it takes the place of the one without. False: the trace
 * is another one by now, or this is too long for it. Throws what the file system says when it cannot be written.
 */
export async function writeIndex(path: string, key: string, archive: Uint8Array): Promise<boolean> {
    const trace = await indexableTrace(path);
    if (trace?.key !== key || archive.length > longestArchive) return false;
    const whole = await PartFile.begin(path, (await stat(path)).mode & 0o777);
    try {
        const file = await open(path, "r");
        try {
            for await (const piece of piecesOf(file, trace.length)) await whole.append(piece);
        } finally {
            await file.close();
        }
        await whole.append(headOf(archive));
        await whole.append(archive);
        await whole.append(tailOf(archive));
        await whole.append(trace.end);
    } catch (error) {
        await whole.discard();
        throw error;
    }
    await whole.finish();
    return true;
}

async function lengthWithoutIndex(file: FileHandle, length: number): Promise<number> {
    const payload = indexLengthIn(await bytesAt(file, length - indexTailLength, indexTailLength));
    if (payload === null) return length;
    const begin = length - payload - recordHeadLength;
    return isIndexHead(await bytesAt(file, begin, recordHeadLength), payload) ? begin : length;
}

async function* piecesOf(file: FileHandle, length: number): AsyncGenerator<Buffer, void, void> {
    for (let position = 0; position < length; position += pieceLength) {
        yield await bytesAt(file, position, Math.min(pieceLength, length - position));
    }
}

/** None where the file does not have them all. */
async function bytesAt(file: FileHandle, position: number, length: number): Promise<Buffer> {
    const bytes = Buffer.alloc(length);
    if (position < 0 || (await file.read(bytes, 0, length, position)).bytesRead < length) return Buffer.alloc(0);
    return bytes;
}

function headOf(archive: Uint8Array): Buffer {
    const head = Buffer.alloc(recordHeadLength);
    head.writeUInt32LE(archive.length + indexTailLength, 0);
    head.writeUInt16LE(recordTypeNumbers.index, 4);
    return head;
}

function tailOf(archive: Uint8Array): Buffer {
    const tail = Buffer.alloc(indexTailLength);
    tail.writeUInt32LE(archive.length + indexTailLength);
    return tail;
}
