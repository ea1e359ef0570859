/** What a list of recordings tells of each, from the beginning and the end of its file: a long trace is not read for it. */
import { open, type FileHandle } from "node:fs/promises";
import { decodeRecord, isDamage } from "../trace/decodeRecord";
import { endRecordLength, recordHeadLength, recordTypeNumbers } from "../trace/format";
import { PayloadReader } from "../trace/payloadReader";
import { isEndRecord } from "../trace/storedIndex";
import type { Nanoseconds, TraceHeader } from "../trace/record";
import { RecordStream } from "../trace/recordStream";
import { cannotReadTrace, notATrace, TraceError } from "../trace/traceError";
import { systemErrorReason } from "./systemErrorReason";

export interface TraceFacts {
    readonly header: TraceHeader;
    /** Of the file. */
    readonly bytes: number;
    /** From its start to its end; null: it has no end, since it is still being recorded or was cut off. */
    readonly duration: Nanoseconds | null;
}

const beginningLength = 1 << 12;
/** Command lines are long, but not longer (execve(2)). */
const longestHeader = 1 << 24;

/** Throws a TraceError when the file cannot be read or is no trace of this version. */
export async function traceFacts(path: string): Promise<TraceFacts> {
    try {
        const file = await open(path, "r");
        try {
            const facts = await file.stat();
            if (!facts.isFile()) throw notATrace(path);
            return { header: await headerOf(file, path), bytes: facts.size, duration: await endOf(file, facts.size) };
        } finally {
            await file.close();
        }
    } catch (error) {
        if (error instanceof TraceError) throw error;
        throw cannotReadTrace(path, systemErrorReason(error));
    }
}

async function headerOf(file: FileHandle, path: string): Promise<TraceHeader> {
    const stream = new RecordStream(path);
    let position = 0;
    while (position < longestHeader) {
        const wanted = Math.min(longestHeader, Math.max(beginningLength, stream.missing));
        const { buffer, bytesRead } = await file.read(Buffer.alloc(wanted), 0, wanted, position);
        if (bytesRead === 0) break;
        position += bytesRead;
        const [[first] = []] = stream.push(buffer.subarray(0, bytesRead));
        if (first?.type === "header") return first.header;
        if (first !== undefined || stream.damaged) break;
    }
    throw notATrace(path);
}

async function endOf(file: FileHandle, size: number): Promise<Nanoseconds | null> {
    const bytes = Buffer.alloc(endRecordLength);
    if (size < bytes.length) return null;
    await file.read(bytes, 0, bytes.length, size - bytes.length);
    if (!isEndRecord(bytes)) return null;
    try {
        const record = decodeRecord(recordTypeNumbers.end, new PayloadReader(bytes.subarray(recordHeadLength)));
        return record?.type === "end" ? record.time : null;
    } catch (error) {
        if (isDamage(error)) return null;
        throw error;
    }
}
