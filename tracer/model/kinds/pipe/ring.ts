/**
 * A pipe's ring of pages, filled and drained as fs/pipe.c does (anon_pipe_write, anon_pipe_read). Bytes are not told apart
 * here: only how many each page holds, since that decides how much more fits. The slots are changed in place.
 */
import type { Slot } from "../../slot";

export const pageSize = 4096;
export const defaultCapacity = 16 * pageSize;

export interface Filling {
    /** Of a write's first attempt: its odd bytes may go into the page that was filled last. */
    readonly first: boolean;
    readonly packet: boolean;
}

/** Put up to `length` bytes into the ring; `capacity` Infinity takes all. Returns how many it took. */
export function fillRing(slots: Slot[], capacity: number, length: number, how: Filling): number {
    let taken = 0;
    const last = slots.at(-1);
    const odd = length % pageSize;
    if (how.first && odd > 0 && last !== undefined && last.canMerge && last.start + last.length + odd <= pageSize) {
        slots[slots.length - 1] = { ...last, length: last.length + odd };
        taken = odd;
    }
    const places = Math.floor(capacity / pageSize);
    while (taken < length && slots.length < places) {
        const bytes = Math.min(length - taken, pageSize);
        slots.push({ start: 0, length: bytes, canMerge: !how.packet, packet: how.packet });
        taken += bytes;
    }
    return taken;
}

/** Put as many of these pages into the ring as there are places; returns how many bytes they hold. */
export function addSlots(slots: Slot[], capacity: number, added: readonly Slot[]): number {
    const fitting = added.slice(0, Math.max(0, Math.floor(capacity / pageSize) - slots.length));
    slots.push(...fitting);
    return fitting.reduce((sum, slot) => sum + slot.length, 0);
}

/**
 * Take `length` bytes from the front; only a read that copies throws away the rest of a packet, not a splice. Returns how
 * many bytes of a packet were thrown away.
 */
export function drainRing(slots: Slot[], length: number, copies: boolean): number {
    let left = length;
    let discarded = 0;
    for (let front = slots[0]; left > 0 && front !== undefined; front = slots[0]) {
        const bytes = Math.min(left, front.length);
        left -= bytes;
        if (bytes === front.length || (front.packet && copies)) {
            discarded += front.length - bytes;
            slots.shift();
        } else {
            slots[0] = { ...front, start: front.start + bytes, length: front.length - bytes };
        }
    }
    return discarded;
}

/** Take `length` bytes back from the end: a write took fewer than was reckoned. */
export function shortenRing(slots: Slot[], length: number): void {
    let left = length;
    for (let last = slots.at(-1); left > 0 && last !== undefined; last = slots.at(-1)) {
        if (last.length > left) {
            slots[slots.length - 1] = { ...last, length: last.length - left };
            return;
        }
        left -= last.length;
        slots.pop();
    }
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
