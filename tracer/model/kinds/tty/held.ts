/** Bytes that can be read at one end of a pseudoterminal, in order. */
export interface Held {
    readonly bytes: Uint8Array;
    /** Taken by readers whose call was seen to return before that of who had put them there. */
    readonly ahead: number;
}

export const nothing: Held = { bytes: new Uint8Array(), ahead: 0 };

export function isEmpty(held: Held | null): boolean {
    return held !== null && held.bytes.length === 0 && held.ahead === 0;
}

/** Null: not known. */
export function added(held: Held | null, bytes: Uint8Array | null): Held | null {
    if (held === null || bytes === null) return null;
    const late = Math.min(held.ahead, bytes.length);
    const all = new Uint8Array(held.bytes.length + bytes.length - late);
    all.set(held.bytes);
    all.set(bytes.subarray(late), held.bytes.length);
    return { bytes: all, ahead: held.ahead - late };
}

export function taken(held: Held | null, length: number): Held | null {
    if (held === null) return null;
    const there = Math.min(length, held.bytes.length);
    return { bytes: held.bytes.subarray(there), ahead: held.ahead + length - there };
}

/** Whether a read could have got that; what is not known could be anything. */
export function couldGive(held: Held | null, bytes: Uint8Array | null): boolean {
    if (held === null || bytes === null) return true;
    const length = Math.min(held.bytes.length, bytes.length);
    for (let place = 0; place < length; place++) if (held.bytes[place] !== bytes[place]) return false;
    return true;
}

/** Alike for those that are equal. */
export function heldKey(held: Held | null): string {
    return held === null ? "?" : `${held.bytes.join()}+${held.ahead}`;
}
