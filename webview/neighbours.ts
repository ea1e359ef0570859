/** Which card the arrow keys lead to. Pure. */
import type { Box, NodeId } from "./card/card";

export type Direction = "up" | "down" | "left" | "right";

const directions: Readonly<Record<string, Direction>> = { ArrowUp: "up", ArrowDown: "down", ArrowLeft: "left", ArrowRight: "right" };

export function directionOf(key: string): Direction | null {
    return directions[key] ?? null;
}

/** Up and down stay in the column; left and right go to the nearest card of the next one. */
export function neighbour(boxes: ReadonlyMap<NodeId, Box>, from: NodeId, direction: Direction): NodeId | null {
    const own = boxes.get(from);
    if (own === undefined) return null;
    let best: NodeId | null = null;
    let bestDistance = Infinity;
    for (const [id, box] of boxes) {
        const distance = distanceTo(own, box, direction);
        if (id !== from && distance !== null && distance < bestDistance) {
            best = id;
            bestDistance = distance;
        }
    }
    return best;
}

function distanceTo(own: Box, box: Box, direction: Direction): number | null {
    const down = box.y + box.height / 2 - (own.y + own.height / 2);
    const across = box.x - own.x;
    switch (direction) {
        case "up":
            return across === 0 && down < 0 ? -down : null;
        case "down":
            return across === 0 && down > 0 ? down : null;
        case "left":
            return across < 0 ? -across * 10 + Math.abs(down) : null;
        case "right":
            return across > 0 ? across * 10 + Math.abs(down) : null;
    }
}

/** Where there are no columns: the nearest card on that side, rather one straight ahead than one aside. */
export function nearest(boxes: ReadonlyMap<NodeId, Box>, from: NodeId, direction: Direction): NodeId | null {
    const own = boxes.get(from);
    if (own === undefined) return null;
    let best: NodeId | null = null;
    let bestDistance = Infinity;
    for (const [id, box] of boxes) {
        const across = box.x + box.width / 2 - (own.x + own.width / 2);
        const down = box.y + box.height / 2 - (own.y + own.height / 2);
        const [ahead, aside] = seen(direction, across, down);
        const distance = ahead + 2 * Math.abs(aside);
        if (id === from || ahead <= 0 || distance >= bestDistance) continue;
        best = id;
        bestDistance = distance;
    }
    return best;
}

/** How far ahead in a direction, and how far aside of it. */
function seen(direction: Direction, across: number, down: number): readonly [number, number] {
    switch (direction) {
        case "up":
            return [-down, across];
        case "down":
            return [down, across];
        case "left":
            return [-across, down];
        case "right":
            return [across, down];
    }
}
