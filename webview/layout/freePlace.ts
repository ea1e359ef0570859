/** Finds room in a column without moving anybody. */
import { cardGap, grid } from "./measures";
import type { Place } from "./placement";

/** The free place of this height, not above `top`, that is nearest to `wanted` (a top edge). */
export function freePlace(taken: readonly Place[], wanted: number, height: number, top: number): Place {
    const start = Math.max(top, onGrid(wanted));
    const candidates = [start, top];
    for (const place of taken) {
        candidates.push(upToGrid(place.y + place.height + cardGap));
        candidates.push(downToGrid(place.y - cardGap - height));
    }
    let best: number | null = null;
    for (const y of candidates) {
        if (y < top || !isFree(taken, y, height)) continue;
        if (best === null || Math.abs(y - start) < Math.abs(best - start)) best = y;
    }
    // Below the last card there is always room, so one candidate was free.
    return { y: best ?? start, height };
}

export function isFree(taken: readonly Place[], y: number, height: number): boolean {
    return taken.every((place) => y + height + cardGap <= place.y || place.y + place.height + cardGap <= y);
}

function onGrid(value: number): number {
    return Math.round(value / grid) * grid;
}

function upToGrid(value: number): number {
    return Math.ceil(value / grid) * grid;
}

function downToGrid(value: number): number {
    return Math.floor(value / grid) * grid;
}
