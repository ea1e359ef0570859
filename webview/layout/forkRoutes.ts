/** The process tree: from parent to child, in lanes left of the cards. */
import type { Box, NodeId } from "../card/card";
import type { Scene } from "../scene/scene";
import { bracket } from "./bracket";
import type { IsCovered } from "./covers";
import { known } from "./known";
import { assignLanes, overlap, type Stretch } from "./lanes";
import { arrowLength } from "./measures";
import type { PlacedFork } from "./placement";
import type { Arrangement } from "./view";

const laneWidth = 8;
const firstLane = 12;
/** Where the line leaves the parent and enters the child, from the tops of their cards. */
const leaves = 34;
const enters = 20;

export function routeForks(
    scene: Scene,
    boxes: ReadonlyMap<NodeId, Box>,
    before: ReadonlyMap<NodeId, number>,
    arrangement: Arrangement,
    isCovered: IsCovered,
): { readonly edges: readonly PlacedFork[]; readonly lanes: ReadonlyMap<NodeId, number> } {
    const laneCount = arrangement.kind === "stack" ? 2 : 4;
    const stretches = stretchesOf(scene, boxes);
    const lanes = assignLanes(stretches, before, laneCount);
    const labelled = new Set<NodeId>();
    const showing = scene.forks.filter(
        (fork) =>
            !isCovered(fork.child, known(boxes, fork.child).y + enters) && !isCovered(fork.parent, known(boxes, fork.parent).y + leaves),
    );
    const edges = showing.map((fork): PlacedFork => {
        const parent = known(boxes, fork.parent);
        const child = known(boxes, fork.child);
        const laneX = parent.x - firstLane - known(lanes, fork.parent) * laneWidth;
        const startY = parent.y + leaves;
        const endY = child.y + enters;
        const showLabel = !labelled.has(fork.parent) && isOutermost(fork.parent, stretches, lanes);
        if (showLabel) labelled.add(fork.parent);
        return {
            key: `${fork.parent}>${fork.child}`,
            path: bracket(parent.x, startY, laneX, child.x - arrowLength + 1, endY),
            arrow: { x: child.x, y: endY, points: "right" },
            fresh: fork.fresh,
            label: showLabel ? { x: laneX - 5, y: (startY + endY) / 2 } : null,
            touches: [fork.parent, fork.child],
        };
    });
    return { edges, lanes };
}

function stretchesOf(scene: Scene, boxes: ReadonlyMap<NodeId, Box>): readonly Stretch[] {
    const parents = [...new Set(scene.forks.map((fork) => fork.parent))];
    return parents.map((parent) => {
        const ends = scene.forks.filter((fork) => fork.parent === parent).map((fork) => known(boxes, fork.child).y + enters);
        const start = known(boxes, parent).y + leaves;
        return { key: parent, from: Math.min(start, ...ends), to: Math.max(start, ...ends), first: generation(scene, parent) };
    });
}

/** A parent's line may grow past its children's lines later: generations start in different lanes. */
function generation(scene: Scene, process: NodeId): number {
    const fork = scene.forks.find((each) => each.child === process);
    return fork === undefined ? 0 : 1 + generation(scene, fork.parent);
}

/** No other line runs where the word would stand. */
function isOutermost(parent: NodeId, stretches: readonly Stretch[], lanes: ReadonlyMap<NodeId, number>): boolean {
    const own = stretches.filter((stretch) => stretch.key === parent);
    const beside = stretches.filter((other) => other.key !== parent && own.some((stretch) => overlap(stretch, other)));
    return beside.every((other) => known(lanes, other.key) < known(lanes, parent));
}
