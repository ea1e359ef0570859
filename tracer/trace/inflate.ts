import { inflateSync } from "fflate";

/** Deflated data says at most so many bytes with one: 258 with two bits. */
const mostFromOne = 1032;

/**
 * Inflates deflated data without a frame (RFC 1951), whose length is known, at once and also where there is no Node. Throws a
 * RangeError when the data is damaged, or makes other than `length` bytes. What stands behind its end is passed over.
 */
export function inflate(deflated: Uint8Array, length: number): Uint8Array {
    const made = inflated(deflated, length);
    if (made?.length !== length) throw new RangeError("deflated data that is damaged");
    return made;
}

/** It has room for one byte too many, so that too long data shows. */
function inflated(deflated: Uint8Array, length: number): Uint8Array | null {
    if (length > deflated.length * mostFromOne) return null;
    try {
        return inflateSync(deflated, { out: new Uint8Array(length + 1) });
    } catch {
        return null;
    }
}
