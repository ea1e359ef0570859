/** A line of straight pieces, across and down by turns, with round corners. */
import type { Point } from "./curves";

const radius = 6;

export function rounded(points: readonly Point[]): string {
    const [first = { x: 0, y: 0 }] = points;
    const parts = [`M${first.x},${first.y}`];
    for (const [index, at] of points.entries()) {
        const [before, after] = [points[index - 1], points[index + 1]];
        if (before === undefined) continue;
        if (after === undefined) {
            parts.push(`L${at.x},${at.y}`);
            continue;
        }
        const bend = Math.min(radius, distance(before, at) / 2, distance(at, after) / 2);
        const [enter, leave] = [towards(at, before, bend), towards(at, after, bend)];
        parts.push(`L${enter.x},${enter.y}`, `Q${at.x},${at.y} ${leave.x},${leave.y}`);
    }
    return parts.join(" ");
}

function distance(one: Point, other: Point): number {
    return Math.abs(one.x - other.x) + Math.abs(one.y - other.y);
}

function towards(from: Point, to: Point, length: number): Point {
    return { x: from.x + Math.sign(to.x - from.x) * length, y: from.y + Math.sign(to.y - from.y) * length };
}
