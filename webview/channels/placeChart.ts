/** Gives everything of a chart its place: all at once, or so that nothing that stays moves. Pure. */
import type { NodeId, PlacedCard } from "../card/card";
import { heightOfRows } from "../layout/cardHeight";
import { placeRows } from "../layout/foldedRows";
import { bottomMargin } from "../layout/measures";
import type { PlacedRows } from "../layout/placement";
import { areaOf, boxOf, type Area } from "./axes";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { Cell, ChartPlacement } from "./chartPlacement";
import { cellsOf } from "./cells";
import { layersAround, layersOf } from "./layers";
import { gapOf, heightOfChannel, sizeOf, startOf, thicknessOf, waysToUse, type Metrics } from "./metrics";
import { routeLinks } from "./routeLinks";

/** What the window asks for. */
export interface ChartView {
    /** Of the window at zoom 1. */
    readonly width: number;
    readonly height: number;
    readonly unfolded: readonly NodeId[];
}

/** An unfolded card has at least this width. */
const unfoldedUser = 280;
const unfoldedChannel = 330;

/** `before`: null when everything is to find its best place. */
export function placeChart(chart: Chart, before: ChartPlacement | null, view: ChartView, arrangement: number): ChartPlacement {
    const { metrics, cells } = before === null ? fresh(chart, view) : around(chart, before, view);
    const nodes = allNodes(chart);
    const areas = new Map<NodeId, Area>();
    for (const node of nodes) {
        const cell = cells.get(node.id);
        if (cell !== undefined) areas.set(node.id, areaOf(cell, thicknessOfNode(node, metrics), metrics));
    }
    const { boxes, rows } = cardsOf(nodes, areas, metrics, view.unfolded);
    const all = [...boxes.values()];
    return {
        metrics,
        cells,
        boxes,
        rows,
        links: routeLinks(chart, areas, metrics),
        width: Math.max(0, ...all.map((box) => box.x + box.width)) + (metrics.direction === "right" ? 28 : metrics.top),
        height: Math.max(0, ...all.map((box) => box.y + box.height)) + bottomMargin,
        arrangement,
    };
}

function thicknessOfNode(node: ChartNode, metrics: Metrics): number {
    const isUser = node.kind === "process" || node.kind === "crowd";
    if (metrics.direction === "right") return isUser ? metrics.users : metrics.channels;
    return isUser ? metrics.users : heightOfChannel(node);
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

interface Arranged {
    readonly metrics: Metrics;
    readonly cells: ReadonlyMap<NodeId, Cell>;
}

/**
 * A program begins with one card, which is no arrangement yet: when the others come, the whole may need another direction,
 * or smaller cards.
 */
function around(chart: Chart, { metrics, cells: kept }: ChartPlacement, view: ChartView): Arranged {
    if (kept.size === 1 && chart.users.length > 1) {
        const anew = fresh(chart, view);
        if (
            anew.metrics.direction !== metrics.direction ||
            anew.metrics.users !== metrics.users ||
            anew.metrics.userSize !== metrics.userSize
        ) {
            return anew;
        }
    }
    const layers = layersAround(chart, new Map([...kept].map(([id, { layer }]) => [id, layer])));
    return { metrics, cells: cellsOf(chart, kept, layers, metrics) };
}

/** The first way to use the window for which it has the width; if it has it for none, the narrowest. */
function fresh(chart: Chart, view: ChartView): Arranged {
    const layers = layersOf(chart);
    const ways = waysToUse(view.width, chart.users.length + chart.channels.length);
    const widths = ways.map((metrics) => widthOf(chart, layers, metrics));
    const fitting = widths.findIndex((width) => width <= view.width);
    const metrics = ways[fitting < 0 ? widths.indexOf(Math.min(...widths)) : fitting] ?? ways[0];
    return centred(metrics, cellsOf(chart, new Map(), layers, metrics), view);
}

function widthOf(chart: Chart, layers: ReadonlyMap<NodeId, number>, metrics: Metrics): number {
    if (metrics.direction === "right") return endOf(Math.max(0, ...layers.values()), metrics) + metrics.start;
    const across = new Map<number, number>();
    for (const node of allNodes(chart)) {
        const layer = layers.get(node.id) ?? 0;
        across.set(layer, (across.get(layer) ?? metrics.top) + sizeOf(node, metrics) + gapOf(layer, metrics));
    }
    return Math.max(0, ...across.values());
}

/** Room for a fan, should there be less now: a program begins with one process. */
const fewestLayers = 2;

/** In the middle of the window, as far as there is room. */
function centred(metrics: Metrics, cells: ReadonlyMap<NodeId, Cell>, { width, height }: ChartView): Arranged {
    const isRight = metrics.direction === "right";
    const last = Math.max(fewestLayers, ...[...cells.values()].map(({ layer }) => layer));
    const along = isRight ? width - endOf(last, metrics) - metrics.start : 0;
    const end = Math.max(0, ...[...cells.values()].map(({ at, size }) => at + size));
    const across = Math.max(0, Math.floor(((isRight ? height : width) - end - metrics.top) / 2));
    return {
        metrics: { ...metrics, start: metrics.start + Math.max(0, Math.floor(along / 2)) },
        cells: new Map([...cells].map(([id, cell]) => [id, { ...cell, at: cell.at + across }])),
    };
}

function endOf(layer: number, metrics: Metrics): number {
    return startOf(layer, metrics) + thicknessOf(layer, metrics);
}
