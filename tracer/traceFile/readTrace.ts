/** Reads a trace from its file, in batches of records. */
import { open, type FileHandle } from "node:fs/promises";
import type { TraceRecord } from "../trace/record";
import { RecordStream } from "../trace/recordStream";
import { inflatedBlock } from "./inflatedBlock";
import { systemErrorReason } from "./systemErrorReason";
import {
    TraceError,
    cannotReadTrace,
    notATrace,
    recordsDamaged,
    traceCutOff,
    traceDamaged,
    traceGoesOnAfterEnd,
    traceWithoutEnd,
} from "../trace/traceError";

/** Few records at a time: those that are decoded and not yet used cost the garbage collector most. */
const chunkLength = 1 << 15;
/** A long record is read in long pieces. */
const longestChunk = 1 << 24;

/**
 * The trace's records, in the order of the file. A trace that was cut off or damaged gives its whole records, and `warn`
 * gets a sentence about each fault. What cannot be read at all throws a TraceError.
 */
export async function* readTrace(path: string, warn: (sentence: string) => void): AsyncGenerator<readonly TraceRecord[], void, void> {
    const stream = new RecordStream(path, inflatedBlock);
    let length = 0;
    try {
        const file = await open(path, "r");
        try {
            while (!stream.damaged && !stream.ended && !(await isTooShort(file, length, stream.missing))) {
                // Captures are views of the chunk, so each has one of its own.
                const wanted = Math.min(longestChunk, Math.max(chunkLength, stream.missing));
                const chunk = Buffer.allocUnsafeSlow(wanted);
                const { bytesRead } = await file.read(chunk, 0, wanted);
                if (bytesRead === 0) break;
                length += bytesRead;
                yield* stream.push(chunk.subarray(0, bytesRead));
            }
            length = Math.max(length, await lengthOf(file));
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof TraceError) throw error;
        throw cannotReadTrace(path, systemErrorReason(error));
    }
    if (length === 0) throw notATrace(path);
    if (stream.damagedRecords > 0) warn(recordsDamaged(path, stream.damagedRecords));
    if (stream.damaged) warn(traceDamaged(path, stream.offset, stream.records));
    else if (stream.ended && length > stream.offset) warn(traceGoesOnAfterEnd(path, length - stream.offset));
    else if (stream.incomplete) warn(traceCutOff(path, stream.records));
    else if (!stream.ended) warn(traceWithoutEnd(path));
}

/** A record that claims to be longer than the file is not read. */
async function isTooShort(file: FileHandle, read: number, missing: number): Promise<boolean> {
    if (missing <= longestChunk) return false;
    const length = await lengthOf(file);
    return length > 0 && length - read < missing;
}

/** Bytes; 0 when it is no regular file, or one that does not know (proc(5)). */
async function lengthOf(file: FileHandle): Promise<number> {
    const facts = await file.stat();
    return facts.isFile() ? facts.size : 0;
}
