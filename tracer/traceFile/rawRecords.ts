/** The records of a trace as they stand in the file, for who copies them. */
import { open } from "node:fs/promises";
import { isDamage } from "../trace/decodeRecord";
import { isRecordHead, preambleLength, recordHeadLength, recordTypeNumbers } from "../trace/format";
import { inflatedBlock } from "./inflatedBlock";

export interface RawRecord {
    readonly type: number;
    readonly payload: Buffer;
    /** With its head. */
    readonly bytes: Buffer;
}

/**
 * The whole ones, up to the end of the trace or to where it is damaged. `inflate`: the records of a block instead of the block.
 * The file must be a trace: who asks has read it before.
 */
export async function* rawRecords(path: string, inflate: boolean): AsyncGenerator<RawRecord, void, void> {
    const file = await open(path, "r");
    try {
        const { size } = await file.stat();
        let position = preambleLength;
        const head = Buffer.alloc(recordHeadLength);
        for (;;) {
            const { bytesRead } = await file.read(head, 0, recordHeadLength, position);
            const whole = bytesRead < recordHeadLength ? null : lengthOf(head);
            if (whole === null || position + whole > size) return;
            const bytes = Buffer.alloc(whole);
            await file.read(bytes, 0, whole, position);
            const record = recordIn(bytes);
            if (inflate && record.type === recordTypeNumbers.block) yield* recordsIn(record.payload);
            else yield record;
            if (record.type === recordTypeNumbers.end) return;
            position += whole;
        }
    } finally {
        await file.close();
    }
}

/** With the head; null: there is none. */
function lengthOf(head: Buffer): number | null {
    const length = head.readUInt32LE(0);
    return isRecordHead(length, head.readUInt16LE(4), head.readUInt16LE(6)) ? recordHeadLength + length : null;
}

function recordIn(bytes: Buffer): RawRecord {
    return { type: bytes.readUInt16LE(4), payload: bytes.subarray(recordHeadLength), bytes };
}

/** None of a block that is damaged. */
function* recordsIn(block: Buffer): Generator<RawRecord, void, void> {
    let bytes: Buffer;
    try {
        bytes = Buffer.from(inflatedBlock(block));
    } catch (error) {
        if (isDamage(error)) return;
        throw error;
    }
    while (bytes.length >= recordHeadLength) {
        const length = lengthOf(bytes);
        if (length === null || length > bytes.length) return;
        yield recordIn(bytes.subarray(0, length));
        bytes = bytes.subarray(length);
    }
}
