/** Registered memory: what UFFDIO_REGISTER, UFFDIO_UNREGISTER and messages about mappings make of it. */
import type { RegisteredRange } from "./state";

interface Extent {
    readonly address: bigint;
    readonly length: bigint;
}

export function covers({ address, length }: Extent, place: bigint): boolean {
    return place >= address && place < address + length;
}

/** Of a range that the extent cuts, both ends stay. */
export function without(ranges: readonly RegisteredRange[], { address, length }: Extent): RegisteredRange[] {
    const end = address + length;
    return ranges.flatMap((range) => {
        const rangeEnd = range.address + range.length;
        if (rangeEnd <= address || range.address >= end) return [range];
        const before = { ...range, length: address - range.address };
        const behind = { ...range, address: end, length: rangeEnd - end };
        return [before, behind].filter((part) => part.length > 0n);
    });
}

/** What was registered there before is registered anew; neighbours with the same reasons become one. */
export function including(ranges: readonly RegisteredRange[], added: RegisteredRange): RegisteredRange[] {
    const sorted = [...without(ranges, added), added].sort((one, other) => (one.address < other.address ? -1 : 1));
    const joined: RegisteredRange[] = [];
    for (const range of sorted) {
        const last = joined.at(-1);
        if (last !== undefined && last.address + last.length === range.address && last.reasons.join() === range.reasons.join()) {
            joined[joined.length - 1] = { ...last, length: last.length + range.length };
        } else {
            joined.push(range);
        }
    }
    return joined;
}

/** mremap(2), as a message tells it. */
export function moved(
    ranges: readonly RegisteredRange[],
    { from, to, length }: { from: bigint; to: bigint; length: bigint },
): RegisteredRange[] {
    const extent = { address: from, length };
    const cutAway = ranges.flatMap((range) => {
        const start = range.address > from ? range.address : from;
        const rangeEnd = range.address + range.length;
        const end = rangeEnd < from + length ? rangeEnd : from + length;
        return end <= start ? [] : [{ ...range, address: start - from + to, length: end - start }];
    });
    return cutAway.reduce(including, without(ranges, extent));
}
