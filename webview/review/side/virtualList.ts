/** Of a long list only the rows that are in sight: where they begin, and how many they are. */

export interface ListWindow {
    readonly first: number;
    readonly count: number;
}

/** Some more on both sides, so that scrolling shows no gap. */
const spare = 12;

export function listWindow(scrolled: number, height: number, rowHeight: number, total: number): ListWindow {
    const first = Math.max(0, Math.min(total, Math.floor(scrolled / rowHeight)) - spare);
    return { first, count: Math.max(0, Math.min(total - first, Math.ceil(height / rowHeight) + 2 * spare)) };
}

/** Where browsers end: a taller element than this is drawn wrong. */
const tallest = 8_000_000;

/** The height of the whole list; beyond what a browser can scroll all is scaled. */
export function listHeight(total: number, rowHeight: number): { readonly height: number; readonly scale: number } {
    const height = total * rowHeight;
    return height <= tallest ? { height, scale: 1 } : { height: tallest, scale: height / tallest };
}
