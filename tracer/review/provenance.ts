/** Which bytes of which write a read got. */
import type { Event } from "../model/event";

/** A run of bytes of one write in a read. */
export interface Origin {
    /** Where the run begins in the read. */
    readonly at: number;
    readonly length: number;
    /** seq of the write; null: it is not known who wrote them. */
    readonly write: number | null;
    /** Where the run begins in the write. */
    readonly offset: number;
}

/** A run of bytes of a write as one read got it. */
export interface Reader {
    /** seq of the read. */
    readonly read: number;
    /** Where the run begins in the read. */
    readonly at: number;
    /** Where it begins in the write. */
    readonly offset: number;
    readonly length: number;
}

/** Of the bytes from one place in the read to another. `returned`: the event of a write that had not returned yet. */
export function originsIn(event: Event, returned: (write: number) => number, from: number, to: number): readonly Origin[] {
    const origins: Origin[] = [];
    let at = 0;
    for (const { write, offset, length } of "segments" in event ? event.segments : []) {
        const [start, end] = [Math.max(at, from), Math.min(at + length, to)];
        if (start < end) {
            origins.push({ at: start, length: end - start, write: write === null ? null : returned(write), offset: offset + start - at });
        }
        at += length;
    }
    return origins;
}

/** Of the write's bytes from one place to another, those that this read got. */
export function readersIn(origins: readonly Origin[], write: number, read: number, from: number, to: number): readonly Reader[] {
    return origins.flatMap((origin) => {
        const [start, end] = [Math.max(origin.offset, from), Math.min(origin.offset + origin.length, to)];
        if (origin.write !== write || start >= end) return [];
        return [{ read, at: origin.at + start - origin.offset, offset: start, length: end - start }];
    });
}
