/** Records on their way into a file, deflated as blocks (docs/trace-format.md, "Blocks"). */
import { promisify } from "node:util";
import { deflate } from "node:zlib";
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

    /**
     * Records with their heads, one behind the other, which nobody changes afterwards. Returns what is to be written behind what the call before
     * has returned; it need not be there yet: blocks are deflated beside the rest of the program.
     */
    add(records: Buffer): Promise<Buffer> {
        const pieces: Promise<Buffer>[] = [];
        let begin = 0;
        for (let at = 0; at < records.length;) {
            const next = at + recordHeadLength + records.readUInt32LE(at);
            if (apart.has(records.readUInt16LE(at + recordTypeAt))) {
                this.keep(records.subarray(begin, at));
                pieces.push(this.rest(), Promise.resolve(records.subarray(at, next)));
                begin = next;
            } else if (this.length + (next - begin) > blockLength) {
                this.keep(records.subarray(begin, at));
                pieces.push(this.rest());
                begin = at;
            }
            at = next;
        }
        this.keep(records.subarray(begin));
        return joined(pieces);
    }

    /** What has not been returned yet. */
    rest(): Promise<Buffer> {
        const records = Buffer.concat(this.waiting);
        this.waiting = [];
        this.length = 0;
        return records.length < leastLength || records.length > blockLength ? Promise.resolve(records) : inBlock(records);
    }

    private keep(records: Buffer): void {
        if (records.length > 0) this.waiting.push(records);
        this.length += records.length;
    }
}

async function joined(pieces: readonly Promise<Buffer>[]): Promise<Buffer> {
    return Buffer.concat(await Promise.all(pieces));
}

const recordTypeAt = 4;

const deflated = promisify(deflate) as (bytes: Buffer, options: { readonly level: number }) => Promise<Buffer>;
/** Around what a block has, zlib puts two bytes and the sum over the bytes that a block has, too (RFC 1950). */
const [zlibHead, zlibSum] = [2, 4];

/** As they are where that takes hardly more. */
async function inBlock(records: Buffer): Promise<Buffer> {
    const packed = await deflated(records, { level });
    const [bytes, sum] = [packed.subarray(zlibHead, -zlibSum), packed.readUInt32BE(packed.length - zlibSum)];
    if (recordHeadLength + bytes.length > records.length * (7 / 8)) return records;
    return framed(block, new PayloadWriter().u32(records.length).u32(sum).bytes(bytes).payload());
}
