/**
 * Places for everything at once: layer by layer, the cards of each as near as can be to what they are connected to, and
 * in the order in which the fewest edges cross. Pure.
 */
import type { NodeId } from "../card/card";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { Cell } from "./chartPlacement";
import { groupsOf } from "./groups";
import { gapOf, sizeOf, type Metrics } from "./metrics";
import { nearestInOrder } from "./nearestInOrder";
import { neighboursOf, type Neighbours } from "./neighboursInChart";

const sweeps = 12;

export function freshCells(chart: Chart, layers: ReadonlyMap<NodeId, number>, metrics: Metrics): Map<NodeId, Cell> {
    const nodes = allNodes(chart);
    const neighbours = neighboursOf(chart);
    const visited = new Map(visitOrder(nodes, neighbours).map((id, index) => [id, index]));
    const byLayer = groupsOf(nodes, ({ id }) => layers.get(id) ?? 0);
    const columns = [...byLayer].sort(([one], [other]) => one - other);
    const centres = new Map<NodeId, number>();
    const sizes = new Map(nodes.map((node) => [node.id, sizeOf(node, metrics)]));
    const orders = columns.map(([layer, members]) => ({
        layer,
        ids: members.map(({ id }) => id).sort((one, other) => (visited.get(one) ?? 0) - (visited.get(other) ?? 0)),
    }));
    for (const { layer, ids } of orders) {
        settle(
            ids,
            ids.map((_, index) => index),
            sizes,
            gapOf(layer, metrics),
            centres,
        );
    }
    for (let sweep = 0; sweep < sweeps; sweep += 1) {
        // The last sweeps only straighten.
        const mayReorder = sweep < sweeps - 4;
        for (const column of sweep % 2 === 0 ? orders : [...orders].reverse()) {
            const wanted = new Map(column.ids.map((id) => [id, wantedCentre(id, neighbours, centres)]));
            if (mayReorder) column.ids.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
            settle(
                column.ids,
                column.ids.map((id) => wanted.get(id) ?? 0),
                sizes,
                gapOf(column.layer, metrics),
                centres,
            );
        }
    }
    return cellsFrom(nodes, layers, sizes, centres, metrics);
}

/** The mean of what it is connected to; else where it is. */
function wantedCentre(id: NodeId, neighbours: Neighbours, centres: ReadonlyMap<NodeId, number>): number {
    let sum = 0;
    let total = 0;
    for (const [other, weight] of neighbours.get(id) ?? []) {
        sum += weight * (centres.get(other) ?? 0);
        total += weight;
    }
    return total === 0 ? (centres.get(id) ?? 0) : sum / total;
}

function settle(
    ids: readonly NodeId[],
    wanted: readonly number[],
    sizes: ReadonlyMap<NodeId, number>,
    gap: number,
    centres: Map<NodeId, number>,
): void {
    const lengths = ids.map((id) => sizes.get(id) ?? 0);
    for (const [index, centre] of nearestInOrder(wanted, lengths, gap).entries()) centres.set(ids[index] ?? "", centre);
}

/** From the oldest user on along the edges: whoever hangs together stands together. */
function visitOrder(nodes: readonly ChartNode[], neighbours: Neighbours): readonly NodeId[] {
    const seen = new Set<NodeId>();
    const visit = (id: NodeId): void => {
        if (seen.has(id)) return;
        seen.add(id);
        for (const [other] of neighbours.get(id) ?? []) visit(other);
    };
    // Who has no edge at all stands above, whatever its age.
    const alone = nodes.filter(({ id }) => (neighbours.get(id)?.size ?? 0) === 0);
    for (const { id } of [...alone, ...nodes]) visit(id);
    return [...seen];
}

function cellsFrom(
    nodes: readonly ChartNode[],
    layers: ReadonlyMap<NodeId, number>,
    sizes: ReadonlyMap<NodeId, number>,
    centres: ReadonlyMap<NodeId, number>,
    metrics: Metrics,
): Map<NodeId, Cell> {
    const starts = nodes.map(({ id }) => (centres.get(id) ?? 0) - (sizes.get(id) ?? 0) / 2);
    const shift = metrics.top - Math.min(...starts);
    return new Map(
        nodes.map(({ id }) => {
            const size = sizes.get(id) ?? 0;
            return [id, { layer: layers.get(id) ?? 0, at: Math.round((centres.get(id) ?? 0) - size / 2 + shift), size }];
        }),
    );
}
