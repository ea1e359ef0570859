/** Lines from the left to the right through a gutter, with their arrow heads. */
import { arrowLength } from "./measures";
import type { Arrow, PlacedEdge } from "./placement";

export type Way = Omit<PlacedEdge, "arrows" | "path">;

export interface Point {
    readonly x: number;
    readonly y: number;
}

/** A card that leads the line on has the arrow head inside. */
export type End = Point & { readonly leadsOn?: boolean };

/**
 * Data flows along the arrow: to the right when written, to the left when read. Where the card itself leads the
 * line on there is no arrow head at its edge.
 */
export function connection(way: Way, left: Point, right: End): PlacedEdge {
    const headLeft = way.flow === "read" || way.flow === "both";
    const head = headAt(way, right);
    const arrows: Arrow[] = head === null ? [] : [head];
    if (headLeft) arrows.push({ x: left.x, y: left.y, points: "left" });
    const startX = left.x + (headLeft ? arrowLength - 1 : 0);
    return { ...way, arrows, path: `M${startX},${left.y} ${curveTo(startX, left.y, beforeHead(right, head), right.y)}` };
}

/** A line that came to `from` already, and goes straight on to `until` before it turns to its end. */
export function continuation(way: Way, from: Point, until: number, right: End): PlacedEdge {
    const head = headAt(way, right);
    const path = `M${from.x},${from.y} H${until} ${curveTo(until, from.y, beforeHead(right, head), right.y)}`;
    return { ...way, arrows: head === null ? [] : [head], path };
}

function headAt({ flow }: Way, right: End): Arrow | null {
    return (flow === "write" || flow === "both") && right.leadsOn !== true ? { x: right.x, y: right.y, points: "right" } : null;
}

function beforeHead(right: End, head: Arrow | null): number {
    return right.x - (head === null ? 0 : arrowLength - 1);
}

/** Straight for a little at both ends, so that even a steep curve meets its arrow head squarely. */
function curveTo(startX: number, startY: number, endX: number, endY: number): string {
    const lead = Math.min(8, (endX - startX) / 6);
    const middle = Math.round((startX + endX) / 2);
    return `h${lead} C${middle},${startY} ${middle},${endY} ${endX - lead},${endY} H${endX}`;
}
