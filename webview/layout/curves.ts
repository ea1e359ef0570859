/** Lines between columns, through gutters and passages, with their arrow heads. */
import { arrowLength } from "./measures";
import type { Arrow, PlacedEdge } from "./placement";

export type Way = Omit<PlacedEdge, "arrows" | "path">;

export interface Point {
    readonly x: number;
    readonly y: number;
}

/** A card that leads the line on has the arrow head inside. */
export type End = Point & { readonly leadsOn?: boolean };

/** A column that a line passes at one height. */
export interface Passed {
    readonly y: number;
    readonly from: number;
    readonly to: number;
}

/**
 * From the side of the processes to that of the object. Data flow along the arrow: away from the processes when written,
 * to them when read. Where the card itself leads the line on there is no arrow head at its edge.
 */
export function connection(way: Way, from: Point, to: End): PlacedEdge {
    const heads = way.flow === "read" || way.flow === "both";
    const forward = to.x >= from.x ? 1 : -1;
    const head = headAt(way, to, forward);
    const arrows: Arrow[] = head === null ? [] : [head];
    if (heads) arrows.push({ x: from.x, y: from.y, points: forward > 0 ? "left" : "right" });
    const startX = from.x + (heads ? forward * (arrowLength - 1) : 0);
    return { ...way, arrows, path: `M${startX},${from.y} ${curveTo(startX, from.y, beforeHead(to, head, forward), to.y)}` };
}

/** A line that came to the first passage already, goes straight through it and any others, and turns to its end. */
export function continuation(way: Way, through: readonly [Passed, ...Passed[]], to: End): PlacedEdge {
    const [first, ...others] = through;
    const forward = to.x >= first.from ? 1 : -1;
    const head = headAt(way, to, forward);
    let path = `M${first.from},${first.y} H${first.to}`;
    let at: Point = { x: first.to, y: first.y };
    for (const next of others) {
        path += ` ${curveTo(at.x, at.y, next.from, next.y)} H${next.to}`;
        at = { x: next.to, y: next.y };
    }
    path += ` ${curveTo(at.x, at.y, beforeHead(to, head, forward), to.y)}`;
    return { ...way, arrows: head === null ? [] : [head], path };
}

function headAt({ flow }: Way, to: End, forward: 1 | -1): Arrow | null {
    if ((flow !== "write" && flow !== "both") || to.leadsOn === true) return null;
    return { x: to.x, y: to.y, points: forward > 0 ? "right" : "left" };
}

function beforeHead(to: End, head: Arrow | null, forward: 1 | -1): number {
    return to.x - (head === null ? 0 : forward * (arrowLength - 1));
}

/** Straight for a little at both ends, so that even a steep curve meets its arrow head squarely. */
function curveTo(startX: number, startY: number, endX: number, endY: number): string {
    const lead = Math.sign(endX - startX) * Math.min(8, Math.abs(endX - startX) / 6);
    const middle = Math.round((startX + endX) / 2);
    return `h${lead} C${middle},${startY} ${middle},${endY} ${endX - lead},${endY} H${endX}`;
}
