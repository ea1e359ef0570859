/** Bytes that are kept, deflated, behind their length. */
import { inflate } from "../../trace/inflate";
import { deflate } from "./deflate";

const lengthOfLength = 4;

export function shrunk(bytes: Uint8Array): Uint8Array {
    const deflated = deflate(bytes);
    const kept = new Uint8Array(lengthOfLength + deflated.length);
    new DataView(kept.buffer).setUint32(0, bytes.length, true);
    kept.set(deflated, lengthOfLength);
    return kept;
}

/** What was given to `shrunk`. Throws a RangeError for other bytes. */
export function restored(kept: Uint8Array): Uint8Array {
    const length = new DataView(kept.buffer, kept.byteOffset, kept.byteLength).getUint32(0, true);
    return inflate(kept.subarray(lengthOfLength), length);
}
