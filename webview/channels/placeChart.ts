/** The boxes of the cards and the ways of the links, where every card has its cell. Pure. */
import type { NodeId, PlacedCard } from "../card/card";
import { heightOfRows } from "../layout/cardHeight";
import { placeRows } from "../layout/foldedRows";
import { bottomMargin } from "../layout/measures";
import type { PlacedRows } from "../layout/placement";
import type { Arranged } from "./arrange";
import { areaOf, boxOf, type Area } from "./axes";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { ChartPlacement } from "./chartPlacement";
import { thicknessOfNode, type Metrics } from "./metrics";
import { routeLinks } from "./routeLinks";

/** An unfolded card has at least this width. */
const unfoldedUser = 280;
const unfoldedChannel = 330;
/** Right of the last card. */
const margin = 14;

/** `unfolded`: cards that the user has unfolded. */
export function placeChart(chart: Chart, { metrics, cells }: Arranged, unfolded: readonly NodeId[], arrangement: number): ChartPlacement {
    const nodes = allNodes(chart);
    const areas = new Map<NodeId, Area>();
    for (const node of nodes) {
        const cell = cells.get(node.id);
        if (cell !== undefined) areas.set(node.id, areaOf(cell, thicknessOfNode(node, metrics), metrics));
    }
    const { boxes, rows } = cardsOf(nodes, areas, metrics, unfolded);
    const { links, across } = routeLinks(chart, areas, metrics);
    const all = [...boxes.values()];
    const isRight = metrics.direction === "right";
    return {
        metrics,
        cells,
        boxes,
        rows,
        links,
        width: Math.max(isRight ? 0 : across, ...all.map((box) => box.x + box.width)) + (isRight ? margin : metrics.top),
        height: Math.max(isRight ? across : 0, ...all.map((box) => box.y + box.height)) + bottomMargin,
        arrangement,
    };
}

function cardsOf(
    nodes: readonly ChartNode[],
    areas: ReadonlyMap<NodeId, Area>,
    { direction }: Metrics,
    unfolded: readonly NodeId[],
): Pick<ChartPlacement, "boxes" | "rows"> {
    const boxes = new Map<NodeId, PlacedCard>();
    const rows = new Map<NodeId, PlacedRows>();
    for (const node of nodes) {
        const area = areas.get(node.id);
        if (area === undefined) continue;
        const box = boxOf(area, direction);
        boxes.set(node.id, { ...box, room: "small" });
        if (!unfolded.includes(node.id)) continue;
        if (node.kind === "process" && node.card.rows.length > 0) {
            const table = placeRows(node.card, box.y, 0, true, undefined);
            rows.set(node.id, table);
            boxes.set(node.id, {
                ...box,
                width: Math.max(box.width, unfoldedUser),
                height: heightOfRows(table.shown.length + 1),
                room: "full",
            });
        } else if (node.kind === "object") {
            boxes.set(node.id, { ...box, width: Math.max(box.width, unfoldedChannel), height: node.card.shape.full.height, room: "full" });
        }
    }
    return { boxes, rows };
}
