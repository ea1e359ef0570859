/** Signals on their way: from who sent one to the line of the receiver's card that says that it is pending. */
import { bracket } from "./bracket";
import type { Scene } from "../scene/scene";
import type { Ground } from "./ground";
import { arrowLength, rowHeight } from "./measures";
import type { NodeId } from "../card/card";
import type { PlacedFork, PlacedRows } from "./placement";

/** Between the cards and the lanes of the process tree. */
const lane = 6;
/** Where the line leaves the sender, from the top of its card. */
const leaves = 46;

/** Between processes at different sides of the objects there is no line: the receiver's card says it. */
export function routeSignals(
    scene: Scene,
    { boxes, places, isCovered }: Ground,
    rows: ReadonlyMap<NodeId, PlacedRows>,
): readonly PlacedFork[] {
    return scene.signals.flatMap(({ sender, receiver, key, signal }): readonly PlacedFork[] => {
        const [from, to] = [boxes.get(sender), boxes.get(receiver)];
        const side = places.get(receiver)?.side;
        if (from === undefined || to === undefined || side === undefined || places.get(sender)?.side !== side) return [];
        const startY = from.y + Math.min(leaves, from.height - rowHeight / 2);
        const endY = rows.get(receiver)?.shown.find((row) => row.key === key)?.y ?? to.y + Math.min(leaves, to.height / 2);
        if (isCovered(sender, startY) || isCovered(receiver, endY)) return [];
        const isLeft = side === "left";
        const [startX, endX] = isLeft ? [from.x, to.x] : [from.x + from.width, to.x + to.width];
        const laneX = isLeft ? Math.min(startX, endX) - lane : Math.max(startX, endX) + lane;
        const headX = endX + (isLeft ? 1 - arrowLength : arrowLength - 1);
        return [
            {
                key: `${sender}!${receiver} ${signal}`,
                path: bracket(startX, startY, laneX, headX, endY),
                arrow: { x: endX, y: endY, points: isLeft ? "right" : "left" },
                fresh: true,
                label: null,
                touches: [sender, receiver, key],
            },
        ];
    });
}
