/**
 * The ways of the links. They leave a card at the side that faces the other end, run straight beside the cards, bend only in
 * the middle of the gutters between layers, and pass a layer in between straight through a free place in it: so none
 * crosses a card, and those of one gutter, which all bend between the same two lines, cross only when their order changes.
 * Pure.
 */
import type { NodeId } from "../card/card";
import { pointAt, type Area } from "./axes";
import { allNodes, type Chart } from "./chart";
import type { Head, PlacedLink } from "./chartPlacement";
import { labelsOf } from "./linkLabel";
import { endOf, headLength, startOf, straightBeside, type Metrics } from "./metrics";
import { passageAt, passagesOf, type Passages } from "./passagesOfLayers";
import { Pen } from "./pen";
import { portsOf, type Ports } from "./ports";
import { sideOf, waysOf, type Way } from "./ways";

export interface Routed {
    readonly links: readonly PlacedLink[];
    /** How far the lines reach, across. */
    readonly across: number;
}

export function routeLinks(chart: Chart, areas: ReadonlyMap<NodeId, Area>, metrics: Metrics): Routed {
    const ways = waysOf(chart, withStacks(chart, areas), metrics.direction);
    const passages = passagesOf(ways, withChips(chart, areas, metrics));
    const ports = portsOf(ways, passages, metrics);
    const labels = labelsOf(ways, ports, passages, metrics);
    const links = ways.map((way): PlacedLink => {
        const own = ports.get(way) ?? { from: 0, to: 0 };
        return {
            ...way.look,
            key: way.key,
            path: pathOf(way, own, passages, metrics),
            heads: headsOf(way, own, metrics),
            label: labels.get(way) ?? null,
        };
    });
    return { links, across: Math.max(0, ...[...passages.values()].map((each) => Math.max(...each))) };
}

/** What stands for several has others showing behind it. */
const stackDepth = 6;
/** What a card says below itself of the ends that it holds. */
const chipRoom = { right: 24, down: 36 } as const;

/** Where lines leave the cards. */
function withStacks(chart: Chart, areas: ReadonlyMap<NodeId, Area>): ReadonlyMap<NodeId, Area> {
    const stacks = allNodes(chart).flatMap((node): readonly (readonly [NodeId, Area])[] => {
        const area = areas.get(node.id);
        const isStack = node.kind === "crowd" || node.kind === "bundle";
        return isStack && area !== undefined ? [[node.id, { ...area, to: area.to + stackDepth }]] : [];
    });
    return new Map([...areas, ...stacks]);
}

/** What lines pass by. */
function withChips(chart: Chart, areas: ReadonlyMap<NodeId, Area>, { direction }: Metrics): readonly Area[] {
    const chips = new Set(chart.users.flatMap(({ id, held }) => (held.length > 0 ? [id] : [])));
    return [...areas].map(([id, area]) => (chips.has(id) ? { ...area, size: area.size + chipRoom[direction] } : area));
}

function pathOf(way: Way, ports: Ports, passages: Passages, metrics: Metrics): string {
    const { from, to, headAtFrom, headAtTo } = way;
    const step = Math.sign(to.layer - from.layer);
    const out = step === 0 ? 1 : step;
    const [tipOut, tipIn] = out > 0 ? [from.to, step === 0 ? to.to : to.from] : [from.from, to.to];
    const end = tipIn + (headAtTo ? (step === 0 ? 1 : -out) * (headLength - 1) : 0);
    const start = tipOut + (headAtFrom ? out * (headLength - 1) : 0);
    const pen = new Pen(metrics.direction, start, ports.from);
    // A card that reaches into the gutter has its line begin to bend later.
    pen.straightTo(further(beside(from.layer, out, metrics), start, out));
    if (step === 0) {
        pen.arc(ports.to, metrics.gutter - straightBeside(from.layer, metrics));
    } else {
        for (let layer = from.layer + step; layer !== to.layer; layer += step) {
            pen.bendTo(beside(layer, -step, metrics), passageAt(passages, way, layer) ?? ports.to);
            pen.straightTo(beside(layer, step, metrics));
        }
        pen.bendTo(further(beside(to.layer, -step, metrics), end, -step), ports.to);
    }
    pen.straightTo(end);
    return pen.drawn();
}

function further(one: number, other: number, out: number): number {
    return out > 0 ? Math.max(one, other) : Math.min(one, other);
}

/** Where the straight part of an edge before (-1) or after (1) a layer ends. */
function beside(layer: number, out: number, metrics: Metrics): number {
    const straight = straightBeside(layer, metrics);
    return out > 0 ? endOf(layer, metrics) + straight : startOf(layer, metrics) - straight;
}

function headsOf({ from, to, headAtFrom, headAtTo }: Way, ports: Ports, { direction }: Metrics): readonly Head[] {
    const turns = { right: { after: 180, before: 0 }, down: { after: 270, before: 90 } }[direction];
    const head = (own: Area, other: Area, across: number): Head => {
        const side = sideOf(own, other);
        return { ...pointAt(side === "after" ? own.to : own.from, across, direction), turn: turns[side] };
    };
    return [...(headAtFrom ? [head(from, to, ports.from)] : []), ...(headAtTo ? [head(to, from, ports.to)] : [])];
}
