/** Nothing that stays moves: it keeps its cell, and what is new takes the free one nearest to what it is connected to. Pure. */
import type { NodeId } from "../card/card";
import { freePlace } from "../layout/freePlace";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { Cell } from "./chartPlacement";
import { groupsOf } from "./groups";
import { channelLayer } from "./layers";
import { gapOf, sizeOf, type Metrics } from "./metrics";
import { neighboursOf, type Neighbours } from "./neighboursInChart";

export function keptCells(chart: Chart, before: ReadonlyMap<NodeId, Cell>, metrics: Metrics): Map<NodeId, Cell> {
    const nodes = allNodes(chart);
    const cells = new Map<NodeId, Cell>();
    for (const { id } of nodes) {
        const cell = before.get(id);
        if (cell !== undefined) cells.set(id, cell);
    }
    if (cells.size === nodes.length) return cells;
    const taken = new Map([...groupsOf(cells.values(), ({ layer }) => layer)].map(([layer, own]) => [layer, spansOf(own)]));
    const neighbours = neighboursOf(chart);
    const place = (node: ChartNode, layer: number, wanted: number): void => {
        const size = sizeOf(node, metrics);
        const spans = taken.get(layer) ?? [];
        const at = freePlace(spans, wanted - size / 2, size, metrics.top, gapOf(layer, metrics));
        cells.set(node.id, { layer, at, size });
        taken.set(layer, [...spans, { y: at, height: size }]);
    };
    const parents = parentsOf(chart);
    for (const node of chart.users) {
        if (cells.has(node.id)) continue;
        const parent = cells.get(parents(node) ?? "");
        place(node, parent === undefined ? 0 : parent.layer + 2, wantedFor(node.id, chart, neighbours, cells, parent));
    }
    const layers = new Map([...cells].map(([id, { layer }]) => [id, layer]));
    const linksOf = groupsOf(chart.links, ({ channel }) => channel);
    for (const node of chart.channels) {
        if (cells.has(node.id)) continue;
        place(node, channelLayer(linksOf.get(node.id) ?? [], layers), wantedFor(node.id, chart, neighbours, cells, undefined));
    }
    return cells;
}

function spansOf(cells: readonly Cell[]): readonly { readonly y: number; readonly height: number }[] {
    return cells.map(({ at, size }) => ({ y: at, height: size }));
}

/** Beside what it is connected to, else beside its parent, else at the top. */
function wantedFor(
    id: NodeId,
    { links }: Chart,
    neighbours: Neighbours,
    cells: ReadonlyMap<NodeId, Cell>,
    parent: Cell | undefined,
): number {
    const own = [...(neighbours.get(id)?.keys() ?? [])];
    // Of a user, also who is at the other end of its new channels.
    const beyond = own
        .filter((other) => !cells.has(other))
        .flatMap((channel) => links.flatMap((link) => (link.channel === channel ? [link.user] : [])));
    const centres = [...own, ...beyond].flatMap((other) => {
        const cell = cells.get(other);
        return cell === undefined || other === id ? [] : [centreOf(cell)];
    });
    if (centres.length > 0) return centres.reduce((sum, centre) => sum + centre, 0) / centres.length;
    return parent === undefined ? 0 : centreOf(parent);
}

/** A crowd's parent is its members'. */
function parentsOf({ users }: Chart): (node: Chart["users"][number]) => NodeId | null {
    const userOf = new Map<NodeId, NodeId>();
    for (const user of users) {
        if (user.kind === "process") userOf.set(user.id, user.id);
        else for (const { id } of user.members) userOf.set(id, user.id);
    }
    return (node) => {
        const parent = node.kind === "process" ? node.card.parent : (node.members[0]?.parent ?? null);
        return parent === null ? null : (userOf.get(parent) ?? null);
    };
}

function centreOf({ at, size }: Cell): number {
    return at + size / 2;
}
