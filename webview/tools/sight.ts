/** Which cards are in sight, and how to scroll so that several are at once. */

/** Room around what is brought into sight; at the top the headings stay in sight. */
const margin = { top: 44, side: 20, bottom: 20 };

interface Bounds {
    readonly left: number;
    readonly top: number;
    readonly right: number;
    readonly bottom: number;
}

export function isInSight(frame: HTMLElement, element: HTMLElement): boolean {
    const around = frame.getBoundingClientRect();
    const box = element.getBoundingClientRect();
    const [across, down] = [(box.left + box.right) / 2, (box.top + box.bottom) / 2];
    // As long as its head shows: a long table need not be seen as a whole.
    const head = Math.min(down, box.top + 40);
    return (
        box.top >= around.top - 1 &&
        head <= around.top + frame.clientHeight &&
        across >= around.left &&
        across <= around.left + frame.clientWidth
    );
}

/** Scrolls no further than it must. Where not all fit, the first is in sight, and as many of the next as fit with it. */
export function bringIntoSight(frame: HTMLElement, elements: readonly HTMLElement[]): void {
    let bounds: Bounds | null = null;
    for (const element of elements) {
        const more: Bounds = bounds === null ? boundsOf(element) : around(bounds, boundsOf(element));
        if (bounds !== null && !fits(frame, more)) continue;
        bounds = more;
    }
    if (bounds === null) return;
    const window = frame.getBoundingClientRect();
    const right = window.left + frame.clientWidth - margin.side;
    const bottom = window.top + frame.clientHeight - margin.bottom;
    frame.scrollBy({
        left: shift(bounds.left, bounds.right, window.left + margin.side, right),
        top: shift(bounds.top, bounds.bottom, window.top + margin.top, bottom),
        behavior: "instant",
    });
}

/** How far a stretch must be scrolled to lie in the window; its start first. */
function shift(from: number, to: number, least: number, most: number): number {
    if (from < least || to - from > most - least) return from - least;
    return to > most ? to - most : 0;
}

function fits(frame: HTMLElement, { left, right, top, bottom }: Bounds): boolean {
    return right - left <= frame.clientWidth - 2 * margin.side && bottom - top <= frame.clientHeight - margin.top - margin.bottom;
}

function boundsOf(element: HTMLElement): Bounds {
    return element.getBoundingClientRect();
}

function around(one: Bounds, other: Bounds): Bounds {
    return {
        left: Math.min(one.left, other.left),
        top: Math.min(one.top, other.top),
        right: Math.max(one.right, other.right),
        bottom: Math.max(one.bottom, other.bottom),
    };
}
