/** The words at the end of a link: "fd 0". Pure. */
import { pointAt } from "./axes";
import type { PlacedLink } from "./chartPlacement";
import type { Metrics } from "./metrics";

/** Where a link leaves one side of a card. */
export interface Port {
    readonly across: number;
    /** Among those of that side. */
    readonly index: number;
    readonly count: number;
}

/** More than these at one side have no room for words: beside, and below each other. */
const mostBeside = 2;
const mostBelow = 5;
/** A narrower gutter has none at all. */
const roomForWords = 40;

/** `along`: where the card ends; `out`: 1 or -1, away from it. */
export function labelAt(
    text: string,
    { along, out, port }: { readonly along: number; readonly out: number; readonly port: Port },
    { direction, gutter }: Metrics,
): PlacedLink["label"] {
    const { across, index, count } = port;
    if (gutter < roomForWords || count > (direction === "down" ? mostBeside : mostBelow)) return null;
    const isLast = index === count - 1;
    if (direction === "down") {
        const isLeft = count > 1 && !isLast;
        return { ...pointAt(along + out * 16 + 3, across + (isLeft ? -5 : 5), direction), text, anchor: isLeft ? "end" : "start" };
    }
    // The last one's words stand below its line, where the others' do not come.
    return { ...pointAt(along + out * 12, across + (isLast && count > 1 ? 12 : -4), direction), text, anchor: out > 0 ? "start" : "end" };
}
