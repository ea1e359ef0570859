/**
 * A pipe's ring of pages, filled and drained as fs/pipe.c does (pipe_write, pipe_read). Bytes are not told apart here:
 * only how many each page holds, since that decides how much more fits.
 */
import type { Slot } from "./state";

export const pageSize = 4096;
export const defaultCapacity = 16 * pageSize;

export interface Filling {
    /** Of a write's first attempt: its odd bytes may go into the page that was filled last. */
    readonly first: boolean;
    readonly packet: boolean;
}

export interface Filled {
    readonly slots: readonly Slot[];
    readonly taken: number;
}

/** Put up to `length` bytes into the ring; `capacity` Infinity takes all. */
export function fillRing(slots: readonly Slot[], capacity: number, length: number, how: Filling): Filled {
    const result = [...slots];
    let taken = 0;
    const last = slots.at(-1);
    const odd = length % pageSize;
    if (how.first && odd > 0 && last !== undefined && last.canMerge && last.start + last.length + odd <= pageSize) {
        result[result.length - 1] = { ...last, length: last.length + odd };
        taken = odd;
    }
    const places = Math.floor(capacity / pageSize);
    while (taken < length && result.length < places) {
        const bytes = Math.min(length - taken, pageSize);
        result.push({ start: 0, length: bytes, canMerge: !how.packet, packet: how.packet });
        taken += bytes;
    }
    return { slots: result, taken };
}

/** Put as many of these pages into the ring as there are places. */
export function addSlots(slots: readonly Slot[], capacity: number, added: readonly Slot[]): Filled {
    const fitting = added.slice(0, Math.max(0, Math.floor(capacity / pageSize) - slots.length));
    return { slots: [...slots, ...fitting], taken: fitting.reduce((sum, slot) => sum + slot.length, 0) };
}

export interface Drained {
    readonly slots: readonly Slot[];
    /** The rest of a packet of which only a part was wanted. */
    readonly discarded: number;
}

/** Take `length` bytes from the front; only a read that copies throws away the rest of a packet, not a splice. */
export function drainRing(slots: readonly Slot[], length: number, copies: boolean): Drained {
    const result = [...slots];
    let left = length;
    let discarded = 0;
    for (let front = result[0]; left > 0 && front !== undefined; front = result[0]) {
        const bytes = Math.min(left, front.length);
        left -= bytes;
        if (bytes === front.length || (front.packet && copies)) {
            discarded += front.length - bytes;
            result.shift();
        } else {
            result[0] = { ...front, start: front.start + bytes, length: front.length - bytes };
        }
    }
    return { slots: result, discarded };
}

/** Take `length` bytes back from the end: a write took fewer than was reckoned. */
export function shortenRing(slots: readonly Slot[], length: number): readonly Slot[] {
    const result = [...slots];
    let left = length;
    for (let last = result.at(-1); left > 0 && last !== undefined; last = result.at(-1)) {
        if (last.length > left) {
            result[result.length - 1] = { ...last, length: last.length - left };
            return result;
        }
        left -= last.length;
        result.pop();
    }
    return result;
}

/**
 * The pages of the first `length` bytes as another pipe takes them over (fs/splice.c): one that is moved whole stays as
 * it was; to one that two pipes refer to (tee, or a part) nothing may be appended.
 */
export function frontSlots(slots: readonly Slot[], length: number, moved: boolean): readonly Slot[] {
    const result: Slot[] = [];
    let left = length;
    for (const slot of slots) {
        if (left === 0) return result;
        const bytes = Math.min(left, slot.length);
        result.push({ ...slot, length: bytes, canMerge: slot.canMerge && moved && bytes === slot.length });
        left -= bytes;
    }
    return [...result, ...pageSlots(0, left)];
}

/** Pages of somebody else's memory, or of a file, from `start` on. */
export function pageSlots(start: number, length: number): readonly Slot[] {
    const result: Slot[] = [];
    for (let done = 0; done < length;) {
        const inPage = (start + done) % pageSize;
        const bytes = Math.min(length - done, pageSize - inPage);
        result.push({ start: inPage, length: bytes, canMerge: false, packet: false });
        done += bytes;
    }
    return result;
}
