/** Where the boxes of a circle of processes stand, and the arrows from each to the next and back. Pure. */

export interface Spot {
    readonly x: number;
    readonly y: number;
}

export interface KnotArrow {
    readonly path: string;
    readonly tip: Spot & { readonly turn: number };
    /** Of what is said of it: the room that it has. */
    readonly label: Spot & { readonly width: number };
}

export interface KnotShape {
    readonly boxes: readonly Spot[];
    readonly boxHeight: number;
    /** From each box to the next, the last to the first. */
    readonly arrows: readonly KnotArrow[];
    readonly height: number;
    /** Around the arrows: in the middle, in two lines; or right of the boxes, in two lines or in one. */
    readonly labels: "around" | "beside" | "in line";
}

const boxHeight = 34;
export const boxWidth = 84;
const lineHeight = 16;
const labelHeight = 2 * lineHeight;
const gap = 8;
/** An arrow of this length has room for what is said of it. */
const leastArrow = 150;
/** What is said right of a box has room in one line. */
const inOneLine = 260;
/** More boxes are lower, so that all are in sight. */
const mostHigh = 4;

/** How wide the circle is at best. */
export function knotWidth(count: number): number {
    if (count === 2) return 2 * boxWidth + 220;
    return count === 3 ? 3 * boxWidth + 2 * 170 : boxWidth + 320;
}

/** Side by side where there is room, else one below the other. */
export function knotShape(count: number, width: number): KnotShape {
    const between = (width - count * boxWidth) / (count - 1);
    return count > 1 && between >= leastArrow ? sideBySide(count, between, width) : below(count, width);
}

function sideBySide(count: number, between: number, width: number): KnotShape {
    const top = labelHeight;
    const middle = top + boxHeight / 2;
    const boxes = Array.from({ length: count }, (_, index) => ({ x: index * (boxWidth + between), y: top }));
    const forth = boxes.slice(0, -1).map(({ x }): KnotArrow => {
        const [from, to] = [x + boxWidth, x + boxWidth + between];
        const y = middle - (count === 2 ? gap : 0);
        const label = { x: from + gap, y: y - labelHeight - 3, width: between - 2 * gap };
        return { path: `M${from},${y} H${to}`, tip: { x: to, y, turn: 0 }, label };
    });
    return { boxes, boxHeight, labels: "around", ...(count === 2 ? straightBack(forth, between, middle + gap) : roundBack(forth, width)) };
}

function straightBack(forth: readonly KnotArrow[], between: number, y: number): Pick<KnotShape, "arrows" | "height"> {
    const label = { x: boxWidth + gap, y: y + 4, width: between - 2 * gap };
    const back = { path: `M${boxWidth + between},${y} H${boxWidth}`, tip: { x: boxWidth, y, turn: 180 }, label };
    return { arrows: [...forth, back], height: label.y + labelHeight };
}

/** Below all boxes. */
function roundBack(forth: readonly KnotArrow[], width: number): Pick<KnotShape, "arrows" | "height"> {
    const bottom = labelHeight + boxHeight;
    const [from, to] = [width - boxWidth / 2, boxWidth / 2];
    const label = { x: boxWidth, y: bottom + 18, width: width - boxWidth * 2 };
    const back = { path: `M${from},${bottom} v14 H${to} V${bottom}`, tip: { x: to, y: bottom, turn: -90 }, label };
    return { arrows: [...forth, back], height: label.y + labelHeight };
}

function below(count: number, width: number): KnotShape {
    const left = 18;
    const middle = left + boxWidth / 2;
    const besides = left + boxWidth + gap;
    const isLow = count > mostHigh && width - besides >= inOneLine;
    const own = isLow ? lineHeight + 4 : boxHeight;
    const step = own + (isLow ? 9 : 12);
    const boxes = Array.from({ length: count }, (_, index) => ({ x: left, y: index * step }));
    const arrows = boxes.map(({ y }, index): KnotArrow => {
        const bottom = y + own;
        const label = { x: besides, y: y + (isLow ? 2 : 1), width: width - besides };
        if (index < count - 1) return { path: `M${middle},${bottom} V${y + step}`, tip: { x: middle, y: y + step, turn: 90 }, label };
        return { path: `M${middle},${bottom} v9 H4 V${own / 2} H${left}`, tip: { x: left, y: own / 2, turn: 0 }, label };
    });
    return { boxes, boxHeight: own, arrows, height: count * step, labels: isLow ? "in line" : "beside" };
}
