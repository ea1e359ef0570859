/**
 * Places for the nodes of a chart, layer by layer: each as near as can be to what it is connected to, in an order in which
 * few edges cross. Nothing that stays moves: it keeps its cell, and what is new stands around it. Pure.
 */
import type { NodeId } from "../card/card";
import { freePlace, type Span } from "../layout/freePlace";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { Cell } from "./chartPlacement";
import { groupsOf } from "./groups";
import { gapOf, sizeOf, type Metrics } from "./metrics";
import { nearestInOrder } from "./nearestInOrder";
import { neighboursOf, type Neighbours } from "./neighboursInChart";
import { edgesAtSides } from "./spread";

const sweeps = 13;
/** The last ones only straighten, each from the side from which it comes. */
const straightening = 5;

/** `kept`: the cells of those that stay. `layers`: of all. `across`: how much room there is, unless some stay. */
export function cellsOf(
    chart: Chart,
    kept: ReadonlyMap<NodeId, Cell>,
    layers: ReadonlyMap<NodeId, number>,
    metrics: Metrics,
    across = Infinity,
): ReadonlyMap<NodeId, Cell> {
    const nodes = allNodes(chart);
    const staying = new Map(nodes.flatMap(({ id }): readonly [NodeId, Cell][] => (kept.has(id) ? [[id, kept.get(id) as Cell]] : [])));
    return staying.size === nodes.length ? staying : new Arranging(chart, staying, layers, metrics, across).cells();
}

interface Column {
    readonly layer: number;
    readonly nodes: ChartNode[];
}

class Arranging {
    private readonly neighbours: Neighbours;
    private readonly sizes: ReadonlyMap<NodeId, number>;
    private readonly centres = new Map<NodeId, number>();
    private readonly fixed: ReadonlyMap<number, readonly Span[]>;
    /** Layers in which nothing stands yet: there what is new is free in its order. */
    private readonly free: readonly Column[];
    /** In the others it takes what room there is. */
    private readonly crowded: readonly Column[];

    constructor(
        private readonly chart: Chart,
        private readonly kept: ReadonlyMap<NodeId, Cell>,
        private readonly layers: ReadonlyMap<NodeId, number>,
        private readonly metrics: Metrics,
        private readonly across: number,
    ) {
        this.neighbours = neighboursOf(chart);
        const nodes = allNodes(chart);
        const edges = edgesAtSides(chart, layers);
        this.sizes = new Map(nodes.map((node) => [node.id, kept.get(node.id)?.size ?? sizeOf(node, metrics, edges(node.id))]));
        for (const [id, cell] of kept) this.centres.set(id, cell.at + cell.size / 2);
        this.fixed = new Map([...groupsOf(kept.values(), ({ layer }) => layer)].map(([layer, cells]) => [layer, cells.map(spanOf)]));
        const order = new Map(this.visitOrder(nodes).map((id, index) => [id, index]));
        const fresh = nodes.filter(({ id }) => !kept.has(id)).sort((one, other) => (order.get(one.id) ?? 0) - (order.get(other.id) ?? 0));
        const columns = [...groupsOf(fresh, ({ id }) => layers.get(id) ?? 0)]
            .map(([layer, own]): Column => ({ layer, nodes: [...own] }))
            .sort((one, other) => one.layer - other.layer);
        this.free = columns.filter(({ layer }) => !this.fixed.has(layer));
        this.crowded = columns.filter(({ layer }) => this.fixed.has(layer));
    }

    cells(): ReadonlyMap<NodeId, Cell> {
        const middle = this.kept.size === 0 ? 0 : meanOf([...this.centres.values()]);
        for (const { layer, nodes } of this.free) {
            this.settle(
                layer,
                nodes,
                nodes.map((node, index) => this.known(node) ?? middle + index),
            );
        }
        for (let sweep = 0; sweep < sweeps; sweep += 1) {
            if (sweep === sweeps - straightening) for (const column of this.crowded) this.takeRoom(column);
            const isForward = sweep % 2 === 0;
            const from = sweep < sweeps - straightening ? null : isForward ? "before" : "after";
            for (const { layer, nodes } of isForward ? this.free : [...this.free].reverse()) {
                const wanted = new Map(nodes.map((node) => [node, this.wanted(node.id, from)]));
                if (sweep < sweeps - straightening) nodes.sort((one, other) => (wanted.get(one) ?? 0) - (wanted.get(other) ?? 0));
                this.settle(
                    layer,
                    nodes,
                    nodes.map((node) => wanted.get(node) ?? 0),
                );
            }
        }
        return this.result();
    }

    /** Where it would stand for the sake of those that have a place already. */
    private known({ id }: ChartNode): number | null {
        return [...(this.neighbours.get(id)?.keys() ?? [])].some((other) => this.centres.has(other)) ? this.wanted(id) : null;
    }

    private settle(layer: number, nodes: readonly ChartNode[], wanted: readonly number[]): void {
        const lengths = nodes.map(({ id }) => this.sizes.get(id) ?? 0);
        const { top } = this.metrics;
        const isBounded = this.kept.size > 0 || this.across < Infinity;
        const most = this.kept.size > 0 ? Infinity : this.across - top;
        const centres = nearestInOrder(wanted, lengths, gapOf(layer, this.metrics), isBounded ? top : -Infinity, most);
        for (const [index, centre] of centres.entries()) {
            const node = nodes[index];
            if (node !== undefined) this.centres.set(node.id, centre);
        }
    }

    private takeRoom({ layer, nodes }: Column): void {
        const taken = [...(this.fixed.get(layer) ?? [])];
        for (const { id } of nodes) {
            const size = this.sizes.get(id) ?? 0;
            const y = freePlace(taken, this.wanted(id) - size / 2, size, this.metrics.top, gapOf(layer, this.metrics));
            taken.push({ y, height: size });
            this.centres.set(id, y + size / 2);
        }
    }

    /** The mean of what it is connected to in earlier or later layers, or in all; else of its layer's first card; else where it is. */
    private wanted(id: NodeId, side: "before" | "after" | null = null): number {
        const own = this.layers.get(id) ?? 0;
        let sum = 0;
        let total = 0;
        for (const [other, weight] of this.neighbours.get(id) ?? []) {
            const centre = this.centres.get(other);
            const layer = this.layers.get(other) ?? 0;
            if (centre === undefined || (side === "before" && layer > own) || (side === "after" && layer < own)) continue;
            sum += weight * centre;
            total += weight;
        }
        if (total > 0) return sum / total;
        if (side !== null) return this.wanted(id);
        const first = this.fixed.get(this.layers.get(id) ?? 0)?.[0];
        return this.centres.get(id) ?? (first === undefined ? 0 : first.y + first.height / 2);
    }

    /** From the oldest user on along the edges: what hangs together stands together. Whatever has no edge stands first. */
    private visitOrder(nodes: readonly ChartNode[]): readonly NodeId[] {
        const seen = new Set<NodeId>();
        const visit = (id: NodeId): void => {
            if (seen.has(id)) return;
            seen.add(id);
            for (const other of this.neighbours.get(id)?.keys() ?? []) visit(other);
        };
        const alone = nodes.filter(({ id }) => (this.neighbours.get(id)?.size ?? 0) === 0);
        for (const { id } of [...alone, ...nodes]) visit(id);
        return [...seen];
    }

    private result(): ReadonlyMap<NodeId, Cell> {
        const cells = new Map(this.kept);
        const starts = new Map([...this.centres].map(([id, centre]) => [id, centre - (this.sizes.get(id) ?? 0) / 2]));
        const shift = this.kept.size === 0 ? this.metrics.top - Math.min(...starts.values()) : 0;
        for (const { id } of allNodes(this.chart)) {
            if (cells.has(id)) continue;
            cells.set(id, {
                layer: this.layers.get(id) ?? 0,
                at: Math.round((starts.get(id) ?? 0) + shift),
                size: this.sizes.get(id) ?? 0,
            });
        }
        return cells;
    }
}

function meanOf(values: readonly number[]): number {
    return values.reduce((sum, value) => sum + value, 0) / values.length;
}

function spanOf({ at, size }: Cell): Span {
    return { y: at, height: size };
}
