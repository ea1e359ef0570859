/** Records on their way into a file, deflated as blocks (docs/trace-format.md, "Blocks"). */
import { deflateRawSync } from "node:zlib";
import { checksum } from "../trace/checksum";
import { recordHeadLength, recordTypeNumbers } from "../trace/format";
import { framed } from "./encodeRecord";
import { PayloadWriter } from "./payloadWriter";

/** A block has no more, but for a record that alone is longer. */
const blockLength = 1 << 17;
/** As the engine has it: three times as fast as usual, and hardly larger. */
const level = 2;
/** Shorter ones gain nothing. */
const leastLength = 1 << 10;
const { header, block, end } = recordTypeNumbers;
/** They stand in no block. */
const apart: ReadonlySet<number> = new Set([header, block, end]);

export class RecordBlocks {
    private waiting: Buffer[] = [];
    private length = 0;

    /** Records with their heads, one behind the other. Returns what is to be written now. */
    add(records: Buffer): Buffer {
        const pieces: Buffer[] = [];
        let begin = 0;
        for (let at = 0; at < records.length;) {
            const next = at + recordHeadLength + records.readUInt32LE(at);
            if (apart.has(records.readUInt16LE(at + recordTypeAt))) {
                this.keep(records.subarray(begin, at));
                pieces.push(this.rest(), records.subarray(at, next));
                begin = next;
            } else if (this.length + (next - begin) > blockLength) {
                this.keep(records.subarray(begin, at));
                pieces.push(this.rest());
                begin = at;
            }
            at = next;
        }
        this.keep(records.subarray(begin));
        return Buffer.concat(pieces);
    }

    /** What has not been returned yet. */
    rest(): Buffer {
        const records = Buffer.concat(this.waiting);
        this.waiting = [];
        this.length = 0;
        return records.length < leastLength || records.length > blockLength ? records : inBlock(records);
    }

    private keep(records: Buffer): void {
        if (records.length > 0) this.waiting.push(records);
        this.length += records.length;
    }
}

const recordTypeAt = 4;

/** As they are where that takes hardly more. */
function inBlock(records: Buffer): Buffer {
    const deflated = deflateRawSync(records, { level });
    if (recordHeadLength + deflated.length > records.length * (7 / 8)) return records;
    return framed(block, new PayloadWriter().u32(records.length).u32(checksum(records)).bytes(deflated).payload());
}
