/** The cells of a chart: all at once, in the way that uses the window best; or new ones around those that stay. Pure. */
import type { NodeId } from "../card/card";
import { hubOf } from "./branches";
import type { Chart } from "./chart";
import type { Cell } from "./chartPlacement";
import { cellsOf } from "./cells";
import { layersAround, layersOf } from "./layers";
import { endOf, waysToUse, type Metrics } from "./metrics";
import { extentAcross, extentAlong, spread, type Flow, type Room } from "./spread";

export interface Arranged {
    readonly metrics: Metrics;
    readonly cells: ReadonlyMap<NodeId, Cell>;
}

/** A program begins with one process: room for a child and what lies between, so that the first one need not move for it. */
const fewestLayers = 2;

interface Plan {
    readonly metrics: Metrics;
    readonly layers: ReadonlyMap<NodeId, number>;
    /** How far it reaches beyond the window. */
    readonly beyond: Room;
    /** In how many rows what belongs side by side stands one behind the other. */
    readonly rows: number;
}

/** More rows than these cannot be followed by eye: down; to the right, where one may stand at the other side. */
const mostRows = { down: 2, right: 3 } as const;

export function arrangeAnew(chart: Chart, room: Room): Arranged {
    const { metrics, layers } = planFor(chart, room);
    const across = Math.max(acrossOf(room, metrics), extentAcross(chart, layers, metrics));
    return centred(metrics, cellsOf(chart, new Map(), layers, metrics, across), room, reserved(chart));
}

/** New ones around those that stay. */
export function arrangeAround(chart: Chart, { metrics, cells: kept }: Arranged): Arranged {
    const layers = layersAround(chart, new Map([...kept].map(([id, { layer }]) => [id, layer])));
    return { metrics, cells: cellsOf(chart, kept, layers, metrics) };
}

/** Some way shows all of it in the window at once. */
export function fitsInto(chart: Chart, room: Room): boolean {
    return badness(planFor(chart, room)) === 0;
}

/** The way in which the window would be used if all were new. */
export function wayFor(chart: Chart, room: Room): Metrics {
    return planFor(chart, room).metrics;
}

/** The first way with which all is in the window. Else what is cut off is below its edge rather than beside it, and little. */
function planFor(chart: Chart, room: Room): Plan {
    const layers = layersOf(chart);
    const flow = { layers, hub: hubOf(chart, layers) };
    let best: Plan | null = null;
    for (const metrics of waysToUse(room.width)) {
        const plan = planOf(chart, flow, metrics, room);
        if (best === null || badness(plan) < badness(best)) best = plan;
        if (badness(best) === 0) break;
    }
    return best ?? planOf(chart, flow, waysToUse(room.width)[0], room);
}

function badness({ beyond, rows, metrics }: Plan): number {
    return 3 * beyond.width + beyond.height + 40 * Math.max(0, rows - mostRows[metrics.direction]);
}

function planOf(chart: Chart, flow: Flow, metrics: Metrics, room: Room): Plan {
    const { layers, rows } = spread(chart, flow, metrics, room);
    const isRight = metrics.direction === "right";
    const along = Math.max(extentAlong(layers, metrics), isRight ? endOf(reserved(chart), metrics) + metrics.start : 0);
    const across = extentAcross(chart, layers, metrics);
    const [width, height] = isRight ? [along, across] : [across, along];
    return { metrics, layers, rows, beyond: { width: Math.max(0, width - room.width), height: Math.max(0, height - room.height) } };
}

/** The last layer that is to be in sight. */
function reserved({ users }: Chart): number {
    return users.length === 1 && users.every((user) => user.kind === "process" && !user.card.gone) ? fewestLayers : 0;
}

function acrossOf({ width, height }: Room, { direction }: Metrics): number {
    return direction === "right" ? height : width;
}

/** In the middle of the window, as far as there is room. */
function centred(metrics: Metrics, cells: ReadonlyMap<NodeId, Cell>, { width, height }: Room, least: number): Arranged {
    const isRight = metrics.direction === "right";
    const last = Math.max(isRight ? least : 0, ...[...cells.values()].map(({ layer }) => layer));
    const along = isRight ? width - endOf(last, metrics) - metrics.start : 0;
    const end = Math.max(0, ...[...cells.values()].map(({ at, size }) => at + size));
    const across = Math.max(0, Math.floor((acrossOf({ width, height }, metrics) - end - metrics.top) / 2));
    return {
        metrics: { ...metrics, start: metrics.start + Math.max(0, Math.floor(along / 2)) },
        cells: new Map([...cells].map(([id, cell]) => [id, { ...cell, at: cell.at + across }])),
    };
}
