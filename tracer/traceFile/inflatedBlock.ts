/** Blocks of records, inflated and summed by Node's own zlib: several times as fast as without Node. */
import { inflateSync } from "node:zlib";
import { recordsOfBlock } from "../trace/block";

/** Length and sum, before what is deflated. */
const headLength = 8;
/** The sum of a block is that of zlib's format (RFC 1950), which has these two bytes before what is deflated, and the sum behind it. */
const [zlibHead, sumLength] = [Uint8Array.of(0x78, 0x01), 4];
const longestAtOnce = 1 << 20;

/** As `recordsOfBlock`, which is asked about all that zlib does not take for whole. */
export function inflatedBlock(payload: Uint8Array): Uint8Array {
    return byZlib(payload) ?? recordsOfBlock(payload);
}

function byZlib(payload: Uint8Array): Uint8Array | null {
    if (payload.length < headLength) return null;
    const head = new DataView(payload.buffer, payload.byteOffset, headLength);
    const length = head.getUint32(0, true);
    if (length > longestAtOnce) return null;
    const framed = Buffer.allocUnsafe(zlibHead.length + payload.length - headLength + sumLength);
    framed.set(zlibHead);
    framed.set(payload.subarray(headLength), zlibHead.length);
    framed.writeUInt32BE(head.getUint32(4, true), framed.length - sumLength);
    try {
        // One piece of memory, with room for a byte too many, so that it is not put together from several.
        const records = inflateSync(framed, { chunkSize: Math.max(length + 1, leastChunk), maxOutputLength: length + 1 });
        return records.length === length ? records : null;
    } catch {
        return null;
    }
}

/** What Node allows (zlib's Z_MIN_CHUNK). */
const leastChunk = 64;
