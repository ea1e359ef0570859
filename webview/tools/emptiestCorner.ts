/** Where in a window something small can lie so that it covers as little as possible. Pure. */

export interface Area {
    readonly x: number;
    readonly y: number;
    readonly width: number;
    readonly height: number;
}

export const corners = ["bottom right", "bottom left", "top right", "top left"] as const;
export type Corner = (typeof corners)[number];

/** From the window's edges; at the right and the bottom there may be scroll bars. */
const margins = { left: 12, top: 12, right: 22, bottom: 18 };

export interface Choice {
    readonly corner: Corner;
    /** Square pixels of what lies there. */
    readonly covered: number;
}

/** All in the window's pixels. `now` is kept while nothing lies there: it is where the user looks for it. */
export function emptiestCorner(
    window: Pick<Area, "width" | "height">,
    size: Pick<Area, "width" | "height">,
    others: readonly Area[],
    now: Corner,
): Choice {
    const choices = [now, ...corners].map((corner): Choice => {
        const area = areaIn(window, size, corner);
        return { corner, covered: others.reduce((sum, other) => sum + common(area, other), 0) };
    });
    return choices.reduce((best, choice) => (choice.covered < best.covered ? choice : best));
}

function areaIn(window: Pick<Area, "width" | "height">, size: Pick<Area, "width" | "height">, corner: Corner): Area {
    return {
        ...size,
        x: corner.endsWith("left") ? margins.left : window.width - margins.right - size.width,
        y: corner.startsWith("top") ? margins.top : window.height - margins.bottom - size.height,
    };
}

function common(one: Area, other: Area): number {
    const width = Math.min(one.x + one.width, other.x + other.width) - Math.max(one.x, other.x);
    const height = Math.min(one.y + one.height, other.y + other.height) - Math.max(one.y, other.y);
    return width > 0 && height > 0 ? width * height : 0;
}
