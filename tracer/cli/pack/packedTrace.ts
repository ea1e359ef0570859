/** A trace with what is packed into it, piece by piece: its own records stay as they are, unless they are to be redacted. */
import { redactedCall, redactedExec, redactedHeader, redactedSnapshot } from "../../export/redacted";
import { decodeRecord, isDamage } from "../../trace/decodeRecord";
import { recordTypeNumbers, traceVersion } from "../../trace/format";
import { PayloadReader } from "../../trace/payloadReader";
import { traceBeginning } from "../../traceFile/createTrace";
import { encodePacked } from "../../traceFile/encodePacked";
import { encodeRecord, framed } from "../../traceFile/encodeRecord";
import { RecordBlocks } from "../../traceFile/recordBlocks";
import { rawRecords, type RawRecord } from "../../traceFile/rawRecords";
import type { Packing } from "./packing";

const { header: headerType, lines, source, environment, index, memory, contents } = recordTypeNumbers;
/** They stand at the beginning of what is made. */
const moved: ReadonlySet<number> = new Set([headerType, lines, source, environment]);
/** An index is of the trace as it was. */
const isCopied = (type: number): boolean => !moved.has(type) && type !== index;

export async function* packedTrace(path: string, packing: Packing, redact: boolean): AsyncGenerator<Buffer, void, void> {
    if (packing.header === null) return;
    const header = { ...packing.header, format: traceVersion };
    yield traceBeginning(redact ? redactedHeader(header) : header);
    if (!redact) yield encodePacked(packing.environment);
    for (const record of [...packing.lines, ...packing.sources]) yield encodePacked(record);
    yield* redact ? redactedRecords(path) : ownRecords(path);
}

async function* ownRecords(path: string): AsyncGenerator<Buffer, void, void> {
    for await (const { type, bytes } of rawRecords(path, false)) if (isCopied(type)) yield bytes;
}

async function* redactedRecords(path: string): AsyncGenerator<Buffer, void, void> {
    const blocks = new RecordBlocks();
    for await (const record of rawRecords(path, true)) {
        const kept = isCopied(record.type) ? redacted(record) : null;
        if (kept !== null) yield await blocks.add(kept);
    }
    yield await blocks.rest();
}

/** null: nothing of it is left. A record that makes no sense is left out. */
function redacted({ type, payload, bytes }: RawRecord): Buffer | null {
    if (type === contents) return null;
    if (type === memory) return framed(type, withoutBytes(payload));
    try {
        const record = decodeRecord(type, new PayloadReader(payload));
        switch (record?.type) {
            case "call":
            case "enter":
            case "exit":
                return encodeRecord(redactedCall(record));
            case "exec":
                return encodeRecord(redactedExec(record));
            case "snapshot":
                return encodeRecord(redactedSnapshot(record));
            case undefined:
                return null;
            default:
                return bytes;
        }
    } catch (error) {
        if (isDamage(error)) return null;
        throw error;
    }
}

/** Where the lengths of the bytes before and after stand, which come last (docs/trace-format.md). */
const lengthsAt = 44;

function withoutBytes(payload: Buffer): Buffer {
    return Buffer.concat([payload.subarray(0, lengthsAt), Buffer.alloc(8)]);
}
