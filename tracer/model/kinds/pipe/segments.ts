/** Runs of buffered bytes, each of which came from one write. Lists are changed in place, the segments in them are not. */
import { joinBytes, withoutFirst } from "../../bytes";
import type { ProcessId } from "../../identities";
import type { TakenBytes } from "../../owners/transfer";
import type { SourceLocation } from "../../sourceLocation";

export interface Segment {
    /** seq of the bytesWritten (or, while in flight, callBlocked) event; null for bytes from before the trace. */
    readonly write: number | null;
    readonly process: ProcessId | null;
    readonly source: SourceLocation | null;
    /** Offset in that write. */
    readonly offset: number;
    readonly length: number;
    /** The bytes, as far as they were captured; null: unknown. */
    readonly data: Uint8Array | null;
    /**
     * Another write to the pipe was under way at the same time: which came first is not known until someone reads, so
     * neighbours that all have this mark may stand in another order.
     */
    readonly concurrent: boolean;
}

/** What is left of a segment without its first `length` bytes. */
function withoutFront(segment: Segment, length: number): Segment {
    return { ...segment, offset: segment.offset + length, length: segment.length - length, data: withoutFirst(segment.data, length) };
}

function frontOf(segment: Segment, length: number): Segment {
    return { ...segment, length, data: segment.data?.subarray(0, length) ?? null };
}

export function lengthOf(segments: readonly Segment[]): number {
    let length = 0;
    for (const segment of segments) length += segment.length;
    return length;
}

/** Take the bytes out that a read took from their segment; returns how many of them were there. */
export function takeOut(segments: Segment[], taken: TakenBytes): number {
    const index = segments.findIndex((segment) => segment.write === taken.write && segment.offset === taken.offset);
    const segment = segments[index];
    if (segment === undefined) return 0;
    const found = Math.min(segment.length, taken.length);
    if (index === 0) segments.shift();
    else segments.splice(index, 1);
    // What is left of a segment that was read in part is read next, so it stands first.
    if (found < segment.length) segments.unshift(withoutFront(segment, found));
    return found;
}

/** Take the first `length` bytes, of whatever writes. */
export function takeFront(segments: Segment[], length: number): void {
    let left = length;
    for (let first = segments[0]; first !== undefined && left > 0; first = segments[0]) {
        const dropped = Math.min(left, first.length);
        left -= dropped;
        if (dropped === first.length) segments.shift();
        else segments[0] = withoutFront(first, dropped);
    }
}

/** Take the last `length` bytes of one write back; returns how many of them were there. */
export function takeBackEnd(segments: Segment[], write: number, length: number): number {
    let left = length;
    for (let index = segments.length - 1; index >= 0 && left > 0; index--) {
        const segment = segments[index];
        if (segment === undefined || segment.write !== write) continue;
        const dropped = Math.min(left, segment.length);
        left -= dropped;
        if (dropped === segment.length) segments.splice(index, 1);
        else segments[index] = frontOf(segment, segment.length - dropped);
    }
    return length - left;
}

/** Put a segment at the end; two runs of one write that follow each other become one. */
export function appendSegment(segments: Segment[], added: Segment): void {
    const last = segments.at(-1);
    if (last === undefined || last.write === null || last.write !== added.write || last.offset + last.length !== added.offset) {
        segments.push(added);
        return;
    }
    const data = last.data === null || added.data === null ? last.data : joinBytes(last.data, added.data);
    segments[segments.length - 1] = { ...last, length: last.length + added.length, data };
}

/** The segments of one write get another number: it has returned, and its event has a seq of its own. */
export function relabel(segments: Segment[], from: number, to: number): void {
    for (let index = 0; index < segments.length; index++) {
        const segment = segments[index];
        if (segment?.write === from) segments[index] = { ...segment, write: to };
    }
}
