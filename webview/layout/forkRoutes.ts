/** The process tree: from parent to child, in lanes outside of the cards; to the other side of the objects over all of them. */
import type { Box, NodeId, Side } from "../card/card";
import type { ForkEdge, Scene } from "../scene/scene";
import { bracket } from "./bracket";
import type { Ground } from "./ground";
import { known } from "./known";
import { assignLanes, overlap, type Stretch } from "./lanes";
import { arrowLength } from "./measures";
import type { PlacedFork } from "./placement";
import { rounded } from "./rounded";
import type { Arrangement } from "./view";

const laneWidth = 8;
const firstLane = 12;
/** Where the line leaves the parent and enters the child, from the tops of their cards. */
const leaves = 34;
const enters = 20;
/** Lines to the other side run this far above the first cards, and so far apart. */
const overhead = 8;
const overheadStep = 5;

type Lanes = ReadonlyMap<NodeId, number>;

export function routeForks(
    scene: Scene,
    { boxes, places, isCovered }: Ground,
    before: Lanes,
    arrangement: Arrangement,
): { readonly edges: readonly PlacedFork[]; readonly lanes: Lanes } {
    const laneCount = arrangement.kind === "stack" ? 2 : 4;
    const sideOf = (id: NodeId): Side => known(places, id).side;
    const stretches: Record<Side, readonly Stretch[]> = {
        left: stretchesOf("left", scene, boxes, sideOf, arrangement.top),
        right: stretchesOf("right", scene, boxes, sideOf, arrangement.top),
    };
    const lanes = new Map([...assignLanes(stretches.left, before, laneCount), ...assignLanes(stretches.right, before, laneCount)]);
    const labelled = new Set<NodeId>();
    const showing = scene.forks.filter(
        (fork) =>
            !isCovered(fork.child, known(boxes, fork.child).y + enters) && !isCovered(fork.parent, known(boxes, fork.parent).y + leaves),
    );
    const edges = showing.map((fork): PlacedFork => {
        const [side, childSide] = [sideOf(fork.parent), sideOf(fork.child)];
        const parent = known(boxes, fork.parent);
        const child = known(boxes, fork.child);
        const laneX = laneAt(parent, side, known(lanes, fork.parent));
        const startY = parent.y + leaves;
        const end = { x: outerEdge(child, childSide), y: child.y + enters };
        const headX = end.x + (childSide === "left" ? 1 - arrowLength : arrowLength - 1);
        const isOver = side !== childSide;
        const over = arrangement.top - overhead - known(lanes, fork.parent) * overheadStep;
        const otherX = isOver ? laneAt(child, childSide, known(lanes, overKey(fork.parent))) : laneX;
        const showLabel = !isOver && !labelled.has(fork.parent) && isOutermost(fork.parent, stretches[side], lanes);
        if (showLabel) labelled.add(fork.parent);
        return {
            key: `${fork.parent}>${fork.child}`,
            path: isOver
                ? rounded([
                      { x: outerEdge(parent, side), y: startY },
                      { x: laneX, y: startY },
                      { x: laneX, y: over },
                      { x: otherX, y: over },
                      { x: otherX, y: end.y },
                      { x: headX, y: end.y },
                  ])
                : bracket(outerEdge(parent, side), startY, laneX, headX, end.y),
            arrow: { ...end, points: childSide === "left" ? "right" : "left" },
            fresh: fork.fresh,
            label: showLabel ? { x: laneX + (side === "left" ? -5 : 12), y: (startY + end.y) / 2 } : null,
            touches: [fork.parent, fork.child],
        };
    });
    return { edges, lanes };
}

/** The line of a parent's children at the other side has a lane there, too. */
function overKey(parent: NodeId): string {
    return `${parent}~over`;
}

function outerEdge(box: Box, side: Side): number {
    return side === "left" ? box.x : box.x + box.width;
}

function laneAt(box: Box, side: Side, lane: number): number {
    const out = firstLane + lane * laneWidth;
    return side === "left" ? box.x - out : box.x + box.width + out;
}

function stretchesOf(
    side: Side,
    scene: Scene,
    boxes: ReadonlyMap<NodeId, Box>,
    sideOf: (id: NodeId) => Side,
    top: number,
): readonly Stretch[] {
    const families = new Map<NodeId, ForkEdge[]>();
    for (const fork of scene.forks) families.set(fork.parent, [...(families.get(fork.parent) ?? []), fork]);
    return [...families].flatMap(([parent, forks]): readonly Stretch[] => {
        const isOwn = sideOf(parent) === side;
        const here = forks.filter(({ child }) => sideOf(child) === side);
        const ends = here.map(({ child }) => known(boxes, child).y + enters);
        if (isOwn) ends.push(known(boxes, parent).y + leaves);
        if (isOwn ? here.length < forks.length : here.length > 0) ends.push(top - overhead);
        if (!isOwn && here.length === 0) return [];
        const key = isOwn ? parent : overKey(parent);
        return [{ key, from: Math.min(...ends), to: Math.max(...ends), first: generation(scene, parent) }];
    });
}

/** A parent's line may grow past its children's lines later: generations start in different lanes. */
function generation(scene: Scene, process: NodeId): number {
    const fork = scene.forks.find((each) => each.child === process);
    return fork === undefined ? 0 : 1 + generation(scene, fork.parent);
}

/** No other line runs where the word would stand. */
function isOutermost(parent: NodeId, stretches: readonly Stretch[], lanes: Lanes): boolean {
    const own = stretches.filter((stretch) => stretch.key === parent);
    const beside = stretches.filter((other) => other.key !== parent && own.some((stretch) => overlap(stretch, other)));
    return beside.every((other) => known(lanes, other.key) < known(lanes, parent));
}
