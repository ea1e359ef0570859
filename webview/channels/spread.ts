/**
 * Uses the window for a process with many children: its branches stand at both sides of it, or in several rows one behind
 * the other, where one layer would not fit. Pure.
 */
import type { NodeId } from "../card/card";
import type { Hub } from "./branches";
import { allNodes, type Chart, type ChartNode } from "./chart";
import { groupsOf } from "./groups";
import { endOf, gapOf, sizeOf, type Metrics } from "./metrics";

export interface Room {
    readonly width: number;
    readonly height: number;
}

type Layers = ReadonlyMap<NodeId, number>;

/** What does not depend on the way in which the window is used. */
export interface Flow {
    readonly layers: Layers;
    readonly hub: Hub | null;
}

export interface Spread {
    readonly layers: Layers;
    /** In how many rows the branches stand. */
    readonly rows: number;
}

/** `layers`: as the flow of data alone has them. `hub`: of these. */
export function spread(chart: Chart, { layers, hub }: Flow, metrics: Metrics, room: Room): Spread {
    const isRight = metrics.direction === "right";
    const across = isRight ? room.height : room.width;
    const asIs = { layers, rows: 1 };
    if (extentAcross(chart, layers, metrics) <= across) return asIs;
    const branched = hub === null ? asIs : branchesInRows(chart, layers, metrics, room, hub);
    return extentAcross(chart, branched.layers, metrics) <= across ? branched : broken(chart, branched, metrics, across);
}

function branchesInRows(chart: Chart, layers: Layers, metrics: Metrics, room: Room, hub: Hub): Spread {
    const isRight = metrics.direction === "right";
    const across = isRight ? room.height : room.width;
    const nodes = new Map(allNodes(chart).map((node) => [node.id, node]));
    const sizes = hub.branches.map((branch) => extentOf(branch, nodes, layers, metrics));
    const around = isRight && (layers.get(hub.id) ?? 0) === 0;
    let best: Spread = { layers, rows: 1 };
    for (let rows = 2; rows <= hub.branches.length; rows += 1) {
        const inThem = inRows(hub, layers, chunks(sizes, rows), around);
        // Beyond the window at the side is worse than beyond it below.
        if (isRight && rows > 2 && extentAlong(inThem, metrics) > room.width) break;
        best = { layers: inThem, rows };
        if (extentAcross(chart, inThem, metrics) <= across) break;
    }
    return best;
}

/** Layers that are longer than the window are broken, as lines of text are. */
function broken(chart: Chart, { layers, rows }: Spread, metrics: Metrics, across: number): Spread {
    const edges = edgesAtSides(chart, layers);
    const inLines = new Map<NodeId, number>();
    let shift = 0;
    let most = rows;
    for (const [layer, nodes] of [...groupsOf(allNodes(chart), ({ id }) => layers.get(id) ?? 0)].sort(([one], [other]) => one - other)) {
        const gap = gapOf(layer, metrics);
        const sizes = nodes.map((node) => sizeOf(node, metrics, edges(node.id)) + gap);
        const lines = linesOf(sizes, across - 2 * metrics.top + gap);
        for (const [index, { id }] of nodes.entries()) inLines.set(id, layer + shift + 2 * (lines[index] ?? 0));
        const last = lines.at(-1) ?? 0;
        shift += 2 * last;
        most = Math.max(most, last + 1);
    }
    return { layers: inLines, rows: most };
}

/** In which line each stands: as few lines as there is room for, and as even as they can be. */
function linesOf(sizes: readonly number[], room: number): readonly number[] {
    const fewest = Math.ceil(sizes.reduce((sum, size) => sum + size, 0) / room);
    for (let count = Math.max(1, fewest); count < sizes.length; count += 1) {
        const lines = chunks(sizes, count);
        const lengths = Array.from({ length: count }, (_, line) =>
            sizes.reduce((sum, size, index) => (lines[index] === line ? sum + size : sum), 0),
        );
        if (lengths.every((length) => length <= room)) return lines;
    }
    return sizes.map((_, index) => index);
}

/** How far all layers reach, and how far the longest one does. */
export function extentAlong(layers: Layers, metrics: Metrics): number {
    return endOf(Math.max(0, ...layers.values()), metrics) + metrics.start;
}

export function extentAcross(chart: Chart, layers: Layers, metrics: Metrics): number {
    const across = new Map<number, number>();
    const edges = edgesAtSides(chart, layers);
    for (const node of allNodes(chart)) {
        const layer = layers.get(node.id) ?? 0;
        const gap = across.has(layer) ? gapOf(layer, metrics) : 2 * metrics.top;
        across.set(layer, (across.get(layer) ?? 0) + sizeOf(node, metrics, edges(node.id)) + gap);
    }
    return Math.max(0, ...across.values());
}

/** How many edges a card has at its busier side, but for those that nobody uses. */
export function edgesAtSides({ links, ties }: Chart, layers: Layers): (id: NodeId) => number {
    const counts = new Map<string, number>();
    const count = (id: NodeId, other: NodeId): void => {
        const side = `${id} ${(layers.get(other) ?? 0) < (layers.get(id) ?? 0)}`;
        counts.set(side, (counts.get(side) ?? 0) + 1);
    };
    for (const { user, channel, background, role } of links) {
        if (background || role === "idle") continue;
        count(user, channel);
    }
    for (const { from, to } of ties) {
        count(from, to);
        count(to, from);
    }
    return (id) => Math.max(counts.get(`${id} true`) ?? 0, counts.get(`${id} false`) ?? 0);
}

/** Of a branch: its widest layer, with the gap to the next. */
function extentOf(branch: readonly NodeId[], nodes: ReadonlyMap<NodeId, ChartNode>, layers: Layers, metrics: Metrics): number {
    const across = new Map<number, number>();
    for (const id of branch) {
        const node = nodes.get(id);
        const layer = layers.get(id) ?? 0;
        if (node !== undefined) across.set(layer, (across.get(layer) ?? 0) + sizeOf(node, metrics) + gapOf(layer, metrics));
    }
    return Math.max(0, ...across.values());
}

/** In which row each stands: so many rows, in order, as even as can be. */
function chunks(sizes: readonly number[], rows: number): readonly number[] {
    const total = sizes.reduce((sum, size) => sum + size, 0);
    let before = 0;
    return sizes.map((size) => {
        const row = Math.min(rows - 1, Math.floor(((before + size / 2) / total) * rows));
        before += size;
        return row;
    });
}

/** `around`: the first row stands before the hub, mirrored. Else all stand behind it, one behind the other. */
function inRows({ id, branches }: Hub, layers: Layers, rowOf: readonly number[], around: boolean): Layers {
    const own = layers.get(id) ?? 0;
    const depths = branches.map((branch) => Math.max(...branch.map((node) => (layers.get(node) ?? 0) - own)));
    const depth = depths.reduce((one, other) => Math.max(one, other + (other % 2)), 2);
    const first = around ? depth : 0;
    const spreadOut = new Map<NodeId, number>([...layers].map(([node, layer]) => [node, layer + first]));
    for (const [index, branch] of branches.entries()) {
        const row = rowOf[index] ?? 0;
        for (const node of branch) {
            const away = (layers.get(node) ?? 0) - own;
            const layer = around && row === 0 ? own - away : own + away + (around ? row - 1 : row) * depth;
            spreadOut.set(node, layer + first);
        }
    }
    return spreadOut;
}
