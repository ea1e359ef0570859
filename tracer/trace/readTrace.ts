/** Reads a trace from its file, in batches of records. */
import { open } from "node:fs/promises";
import type { TraceRecord } from "./record";
import { RecordStream } from "./recordStream";
import { systemErrorReason } from "./systemErrorReason";
import { TraceError, cannotReadTrace, notATrace, traceCutOff, traceDamaged, traceWithoutEnd } from "./traceError";

/** Few records at a time: those that are decoded and not yet used cost the garbage collector most. */
const chunkLength = 1 << 15;
/** A long record is read in long pieces. */
const longestChunk = 1 << 24;

/**
 * The trace's records, in the order of the file. A trace that was cut off or damaged gives its whole records, and `warn`
 * gets one sentence about it. What cannot be read at all throws a TraceError.
 */
export async function* readTrace(path: string, warn: (sentence: string) => void): AsyncGenerator<readonly TraceRecord[], void, void> {
    const stream = new RecordStream(path);
    let empty = true;
    try {
        const file = await open(path, "r");
        try {
            for (;;) {
                // Captures are views of the chunk, so each has one of its own.
                const length = Math.min(longestChunk, Math.max(chunkLength, stream.missing));
                const chunk = Buffer.allocUnsafeSlow(length);
                const { bytesRead } = await file.read(chunk, 0, length);
                if (bytesRead === 0) break;
                empty = false;
                yield stream.push(chunk.subarray(0, bytesRead));
            }
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof TraceError) throw error;
        throw cannotReadTrace(path, systemErrorReason(error));
    }
    if (empty) throw notATrace(path);
    if (stream.damaged) warn(traceDamaged(path, stream.offset, stream.records));
    else if (stream.incomplete) warn(traceCutOff(path, stream.records));
    else if (!stream.ended) warn(traceWithoutEnd(path));
}
