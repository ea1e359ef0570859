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

/** Places of the ring that are in use. */
export function placesOf(slots: readonly Slot[]): number {
    return slots.reduce((sum, slot) => sum + slot.pages, 0);
}

/** Put up to `length` bytes into the ring; `capacity` Infinity takes all. Returns how many it took. */
export function fillRing(slots: Slot[], capacity: number, length: number, how: Filling): number {
    let taken = 0;
    const last = slots.at(-1);
    const odd = length % pageSize;
    if (how.first && odd > 0 && last !== undefined && last.canMerge && last.start + last.length + odd <= pageSize) {
        slots[slots.length - 1] = { start: last.start, length: last.length + odd, pages: last.pages, canMerge: true, packet: last.packet };
        taken = odd;
    }
    if (taken === length) return taken;
    const free = Math.max(0, Math.floor(capacity / pageSize) - placesOf(slots));
    const fitting = firstPlaces(runOfPages(0, length - taken, { canMerge: !how.packet, packet: how.packet }), free);
    slots.push(...fitting);
    return taken + bytesOf(fitting);
}

/** Put as many of these pages into the ring as there are places; returns how many bytes they hold. */
export function addSlots(slots: Slot[], capacity: number, added: readonly Slot[]): number {
    const fitting = firstPlaces(added, Math.max(0, Math.floor(capacity / pageSize) - placesOf(slots)));
    slots.push(...fitting);
    return bytesOf(fitting);
}

/**
 * Take `length` bytes from the front; only a read that copies throws away the rest of a packet, not a splice. Returns how
 * many bytes of a packet were thrown away.
 */
export function drainRing(slots: Slot[], length: number, copies: boolean): number {
    let left = length;
    let discarded = 0;
    for (let front = slots[0]; left > 0 && front !== undefined; front = slots[0]) {
        if (front.pages === 1 && left >= front.length) {
            left -= front.length;
            slots.shift();
            continue;
        }
        if (front.pages === 1 && !front.packet) {
            const { start, length: held, canMerge, packet } = front;
            slots[0] = { start: start + left, length: held - left, pages: 1, canMerge, packet };
            return discarded;
        }
        const whole = Math.min(front.pages, Math.floor(left / front.length));
        left -= whole * front.length;
        const rest = withPages(front, front.pages - whole);
        const [page] = rest;
        if (page === undefined || left === 0) {
            slots.splice(0, 1, ...rest);
            continue;
        }
        const others = withPages(page, page.pages - 1);
        if (page.packet && copies) {
            discarded += page.length - left;
            slots.splice(0, 1, ...others);
        } else {
            slots.splice(0, 1, { ...page, pages: 1, start: page.start + left, length: page.length - left }, ...others);
        }
        left = 0;
    }
    return discarded;
}

/** Take `length` bytes back from the end: a write took fewer than was reckoned. */
export function shortenRing(slots: Slot[], length: number): void {
    let left = length;
    for (let last = slots.at(-1); left > 0 && last !== undefined; last = slots.at(-1)) {
        slots.pop();
        slots.push(...frontSlotsOf(last, Math.max(0, last.pages * last.length - left)));
        left -= last.pages * last.length;
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
        const bytes = Math.min(left, slot.pages * slot.length);
        for (const part of frontSlotsOf(slot, bytes)) {
            result.push({ ...part, canMerge: part.canMerge && moved && part.length === slot.length });
        }
        left -= bytes;
    }
    return [...result, ...pageSlots(0, left)];
}

/** Pages of somebody else's memory, or of a file, from `start` on. */
export function pageSlots(start: number, length: number): readonly Slot[] {
    return runOfPages(((start % pageSize) + pageSize) % pageSize, length, { canMerge: false, packet: false });
}

function bytesOf(slots: readonly Slot[]): number {
    return slots.reduce((sum, slot) => sum + slot.pages * slot.length, 0);
}

/** However many pages: at most a part of one, a run of whole ones and a part of one. */
function runOfPages(start: number, length: number, how: Pick<Slot, "canMerge" | "packet">): readonly Slot[] {
    const first = start === 0 ? 0 : Math.min(length, pageSize - start);
    const pages = Math.floor((length - first) / pageSize);
    const rest = length - first - pages * pageSize;
    return [
        ...(first > 0 ? [{ start, length: first, pages: 1, ...how }] : []),
        ...(pages > 0 ? [{ start: 0, length: pageSize, pages, ...how }] : []),
        ...(rest > 0 ? [{ start: 0, length: rest, pages: 1, ...how }] : []),
    ];
}

function withPages(slot: Slot, pages: number): readonly Slot[] {
    return pages > 0 ? [{ ...slot, pages }] : [];
}

function firstPlaces(slots: readonly Slot[], places: number): readonly Slot[] {
    const result: Slot[] = [];
    let left = places;
    for (const slot of slots) {
        if (left === 0) break;
        const pages = Math.min(left, slot.pages);
        result.push({ ...slot, pages });
        left -= pages;
    }
    return result;
}

/** The first `length` bytes of a run. */
function frontSlotsOf(slot: Slot, length: number): readonly Slot[] {
    const whole = Math.min(slot.pages, Math.floor(length / slot.length));
    const rest = length - whole * slot.length;
    return [...withPages(slot, whole), ...(rest > 0 && whole < slot.pages ? [{ ...slot, pages: 1, length: rest }] : [])];
}
