/** Runs of buffered bytes, each of which came from one write. */
import { joinBytes, splitBytes } from "../events/escapedBytes";
import type { Segment } from "./state";

/** Bytes of one write, as a read took them. */
export interface TakenBytes {
    /** seq of the write; null: bytes that no traced write is known to have put there. */
    readonly write: number | null;
    readonly offset: number;
    readonly length: number;
}

/** What is left of a segment without its first `length` bytes. */
function withoutFront(segment: Segment, length: number): Segment {
    const data = segment.data === null ? null : splitBytes(segment.data, length)[1];
    return { ...segment, offset: segment.offset + length, length: segment.length - length, data: data === "" ? null : data };
}

function frontOf(segment: Segment, length: number): Segment {
    return { ...segment, length, data: segment.data === null ? null : splitBytes(segment.data, length)[0] };
}

export function lengthOf(segments: readonly Segment[]): number {
    let length = 0;
    for (const segment of segments) length += segment.length;
    return length;
}

/** The list without the bytes that a read took from its segment, and how many of them were there. */
export function withoutTaken(
    segments: readonly Segment[],
    taken: TakenBytes,
): { readonly segments: readonly Segment[]; readonly found: number } {
    const index = segments.findIndex((segment) => segment.write === taken.write && segment.offset === taken.offset);
    const segment = segments[index];
    if (segment === undefined) return { segments, found: 0 };
    const found = Math.min(segment.length, taken.length);
    const rest = found < segment.length ? [withoutFront(segment, found)] : [];
    // What is left of a segment that was read in part is read next, so it stands first.
    return { segments: [...rest, ...segments.slice(0, index), ...segments.slice(index + 1)], found };
}

/** The list without its last `length` bytes of one write. */
export function withoutEnd(segments: readonly Segment[], write: number, length: number): readonly Segment[] {
    const result = [...segments];
    let left = length;
    for (let index = result.length - 1; index >= 0 && left > 0; index--) {
        const segment = result[index];
        if (segment === undefined || segment.write !== write) continue;
        const dropped = Math.min(left, segment.length);
        left -= dropped;
        if (dropped === segment.length) result.splice(index, 1);
        else result[index] = frontOf(segment, segment.length - dropped);
    }
    return result;
}

/** The list with a segment at its end; two runs of one write that follow each other become one. */
export function withSegment(segments: readonly Segment[], added: Segment): readonly Segment[] {
    const last = segments.at(-1);
    if (last === undefined || last.write === null || last.write !== added.write || last.offset + last.length !== added.offset) {
        return [...segments, added];
    }
    const data = last.data === null || added.data === null ? last.data : joinBytes(last.data, added.data);
    return [...segments.slice(0, -1), { ...last, length: last.length + added.length, data }];
}

/** The segments of one write under another number: it has returned, and its event has a seq of its own. */
export function relabelled(segments: readonly Segment[], from: number, to: number): readonly Segment[] {
    if (!segments.some((segment) => segment.write === from)) return segments;
    return segments.map((segment) => (segment.write === from ? { ...segment, write: to } : segment));
}
