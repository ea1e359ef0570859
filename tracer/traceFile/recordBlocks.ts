/** Records on their way into a file, deflated as blocks (docs/trace-format.md, "Blocks"). */
import { deflateRawSync } from "node:zlib";
import { checksum } from "../trace/checksum";
import { recordHeadLength, recordTypeNumbers } from "../trace/format";
import { framed } from "./encodeRecord";
import { PayloadWriter } from "./payloadWriter";

/** A block has no more, but for a record that alone is longer. */
const blockLength = 1 << 17;
/** Shorter ones gain nothing. */
const leastLength = 1 << 10;
const { header, block, end } = recordTypeNumbers;
/** They stand in no block. */
const apart: ReadonlySet<number> = new Set([header, block, end]);

export class RecordBlocks {
    private waiting: Buffer[] = [];
    private length = 0;

    /** A record with its head. Returns what is to be written now. */
    add(record: Buffer): Buffer {
        if (apart.has(record.readUInt16LE(recordTypeAt))) return Buffer.concat([this.rest(), record]);
        const full = this.length + record.length > blockLength ? this.rest() : Buffer.alloc(0);
        this.waiting.push(record);
        this.length += record.length;
        return full;
    }

    /** Records with their heads, one behind the other. Returns what is to be written now. */
    addAll(records: Buffer): Buffer {
        const pieces: Buffer[] = [];
        for (let at = 0; at < records.length;) {
            const length = recordHeadLength + records.readUInt32LE(at);
            pieces.push(this.add(records.subarray(at, at + length)));
            at += length;
        }
        return Buffer.concat(pieces);
    }

    /** What has not been returned yet. */
    rest(): Buffer {
        const records = Buffer.concat(this.waiting);
        this.waiting = [];
        this.length = 0;
        return records.length < leastLength || records.length > blockLength ? records : inBlock(records);
    }
}

const recordTypeAt = 4;

/** As they are where that takes hardly more. */
function inBlock(records: Buffer): Buffer {
    const deflated = deflateRawSync(records);
    if (recordHeadLength + deflated.length > records.length * (7 / 8)) return records;
    return framed(block, new PayloadWriter().u32(records.length).u32(checksum(records)).bytes(deflated).payload());
}
