/** Gives everything of a chart its place: all at once, or so that nothing that stays moves. Pure. */
import type { NodeId, PlacedCard } from "../card/card";
import { heightOfRows } from "../layout/cardHeight";
import { placeRows } from "../layout/foldedRows";
import { bottomMargin } from "../layout/measures";
import type { PlacedRows } from "../layout/placement";
import { areaOf, boxOf, type Area } from "./axes";
import { allNodes, type Chart, type ChartNode } from "./chart";
import type { Cell, ChartPlacement } from "./chartPlacement";
import { freshCells } from "./freshCells";
import { keptCells } from "./keptCells";
import { layersOf } from "./layers";
import { gapOf, heightOfChannel, metricsFor, narrowWindow, sizeOf, startOf, thicknessOf, type Direction, type Metrics } from "./metrics";
import { routeLinks } from "./routeLinks";

/** What the window asks for. */
export interface ChartView {
    /** Of the window at zoom 1. */
    readonly width: number;
    readonly unfolded: readonly NodeId[];
}

/** An unfolded card has at least this width. */
const unfoldedUser = 280;
const unfoldedChannel = 330;

/** `before`: null when everything is to find its best place. */
export function placeChart(chart: Chart, before: ChartPlacement | null, view: ChartView, arrangement: number): ChartPlacement {
    const { metrics, cells } =
        before === null ? fresh(chart, view) : { metrics: before.metrics, cells: keptCells(chart, before.cells, before.metrics) };
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

/** The direction that the window has room for: to the right if it is wide, down if it is narrow, unless only the other one fits. */
function fresh(chart: Chart, view: ChartView): { readonly metrics: Metrics; readonly cells: ReadonlyMap<NodeId, Cell> } {
    const layers = layersOf(chart);
    const count = chart.users.length + chart.channels.length;
    const wanted: Direction = view.width < narrowWindow ? "down" : "right";
    const tried = ([wanted, wanted === "right" ? "down" : "right"] as const).map((direction) => {
        const metrics = metricsFor(direction, view.width, count);
        return { metrics, width: widthOf(chart, layers, metrics) };
    });
    const [first, second] = tried;
    const best = first === undefined || second === undefined || first.width <= view.width || first.width <= second.width ? first : second;
    const metrics = best?.metrics ?? metricsFor(wanted, view.width, count);
    return centred(metrics, freshCells(chart, layers, metrics), view.width);
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

function centred(
    metrics: Metrics,
    cells: ReadonlyMap<NodeId, Cell>,
    width: number,
): { readonly metrics: Metrics; readonly cells: ReadonlyMap<NodeId, Cell> } {
    if (metrics.direction === "right") {
        const last = Math.max(fewestLayers, ...[...cells.values()].map(({ layer }) => layer));
        const free = width - endOf(last, metrics) - metrics.start;
        return { metrics: { ...metrics, start: metrics.start + Math.max(0, Math.floor(free / 2)) }, cells };
    }
    const end = Math.max(0, ...[...cells.values()].map(({ at, size }) => at + size));
    const shift = Math.max(0, Math.floor((width - end - metrics.top) / 2));
    return { metrics, cells: new Map([...cells].map(([id, cell]) => [id, { ...cell, at: cell.at + shift }])) };
}

function endOf(layer: number, metrics: Metrics): number {
    return startOf(layer, metrics) + thicknessOf(layer, metrics);
}
