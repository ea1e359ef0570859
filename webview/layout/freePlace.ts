/** Finds room in a column without moving anybody. */
import { grid } from "./measures";
/** A part of a column. */
export interface Span {
    readonly y: number;
    readonly height: number;
}

/** The top edge of the free place of this height, not above `top` and with a gap to all others, that is nearest to `wanted` . */
export function freePlace(taken: readonly Span[], wanted: number, height: number, top: number, gap: number): number {
    const start = Math.max(top, Math.round(wanted / grid) * grid);
    let best: number | null = null;
    let gapStart = top;
    for (const place of [...taken].sort((one, other) => one.y - other.y)) {
        best = nearer(best, start, gapStart, place.y - gap - height);
        gapStart = Math.max(gapStart, place.y + place.height + gap);
    }
    // Below the last card there is always room.
    const below = Math.max(start, Math.ceil(gapStart / grid) * grid);
    return best !== null && Math.abs(best - start) <= Math.abs(below - start) ? best : below;
}

export function isFree(taken: readonly Span[], y: number, height: number, gap: number): boolean {
    return taken.every((place) => y + height + gap <= place.y || place.y + place.height + gap <= y);
}

/** The better of `best` and the place nearest to `start` in a gap where a card's top may lie between two heights. */
function nearer(best: number | null, start: number, from: number, to: number): number | null {
    const first = Math.ceil(from / grid) * grid;
    const last = Math.floor(to / grid) * grid;
    if (first > last) return best;
    const y = Math.min(last, Math.max(first, start));
    return best === null || Math.abs(y - start) < Math.abs(best - start) ? y : best;
}
