/** Bytes that are kept, deflated, behind their length. */
import { deflateSync } from "fflate";
import { inflate } from "../../trace/inflate";

const lengthOfLength = 4;
/** What is made while events come: quickly rather than well. */
const quickLevel = 1;
/** What is made once, and kept in a file. */
export const keptLevel = 6;

export function shrunk(bytes: Uint8Array, level: typeof quickLevel | typeof keptLevel = quickLevel): Uint8Array {
    const deflated = deflateSync(bytes, { level });
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
