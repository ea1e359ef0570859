/**
 * The ways of the links. They leave a card at the side that faces the other end, bend only in the gutters between layers,
 * and pass a layer in between straight through a free place in it: so none crosses a card. Pure.
 */
import type { NodeId } from "../card/card";
import { pointAt, type Area } from "./axes";
import type { Chart, Link, Tie } from "./chart";
import type { Head, PlacedLink } from "./chartPlacement";
import { groupsOf } from "./groups";
import { labelAt, type Port } from "./linkLabel";
import { startOf, thicknessOf, type Metrics } from "./metrics";
import { Passages } from "./passagesOfLayers";

const headLength = 9;
/** Beside each other at one side of a card. */
const widestPorts = 14;

interface Way {
    readonly key: string;
    readonly from: Area;
    readonly to: Area;
    readonly headAtFrom: boolean;
    readonly headAtTo: boolean;
    /** Of the end that stands first. */
    readonly text: string | null;
    readonly look: Pick<PlacedLink, "flow" | "role" | "waiting" | "fresh" | "direct" | "background" | "touches">;
}

/** Which side of a card: `after` faces the later layers. */
type Side = "before" | "after";

interface PortWish {
    readonly key: string;
    readonly card: Area;
    readonly side: Side;
    /** Where the other end is, across. */
    readonly towards: number;
}

export function routeLinks(chart: Chart, areas: ReadonlyMap<NodeId, Area>, metrics: Metrics): readonly PlacedLink[] {
    const ways = [...chart.links.flatMap((link) => wayOfLink(link, areas)), ...chart.ties.flatMap((tie) => wayOfTie(tie, areas))];
    const ports = portsOf(ways);
    const passages = new Passages([...areas.values()]);
    // The shortest first: they have the least choice.
    const order = [...ways].sort((one, other) => span(one) - span(other));
    return order.map((way) => route(way, ports, passages, metrics));
}

function span({ from, to }: Way): number {
    return Math.abs(from.layer - to.layer);
}

function wayOfLink(link: Link, areas: ReadonlyMap<NodeId, Area>): readonly Way[] {
    const [from, to] = [areas.get(link.user), areas.get(link.channel)];
    if (from === undefined || to === undefined) return [];
    const { key, flow, role, waiting, fresh, direct, background, label } = link;
    const touches = [link.user, link.channel];
    return [
        {
            key,
            from,
            to,
            headAtFrom: flow === "read" || flow === "both",
            headAtTo: flow === "write" || flow === "both",
            text: label,
            look: { flow, role, waiting, fresh, direct, background, touches },
        },
    ];
}

function wayOfTie(tie: Tie, areas: ReadonlyMap<NodeId, Area>): readonly Way[] {
    const [from, to] = [areas.get(tie.from), areas.get(tie.to)];
    if (from === undefined || to === undefined) return [];
    const look = {
        flow: "quiet",
        role: tie.kind,
        waiting: false,
        fresh: tie.fresh,
        direct: false,
        background: false,
        touches: [tie.from, tie.to],
    } as const;
    return [{ key: tie.key, from, to, headAtFrom: false, headAtTo: true, text: tie.kind === "wait" ? "waits for" : null, look }];
}

function sideOf(own: Area, other: Area): Side {
    return other.layer < own.layer ? "before" : "after";
}

/** The ports of one side stand in the order of where they lead to. */
function portsOf(ways: readonly Way[]): ReadonlyMap<string, Port> {
    const wishes = ways.flatMap(({ key, from, to }): readonly PortWish[] => [
        { key: `${key} from`, card: from, side: sideOf(from, to), towards: centreOf(to) },
        { key: `${key} to`, card: to, side: sideOf(to, from), towards: centreOf(from) },
    ]);
    const ports = new Map<string, Port>();
    for (const cards of groupsOf(wishes, ({ card }) => card).values()) {
        for (const side of groupsOf(cards, (wish) => wish.side).values()) {
            const sorted = [...side].sort((one, other) => one.towards - other.towards);
            const step = Math.min(widestPorts, ((sorted[0]?.card.size ?? 0) - 14) / Math.max(1, sorted.length - 1));
            for (const [index, { key, card }] of sorted.entries()) {
                ports.set(key, { across: centreOf(card) + (index - (sorted.length - 1) / 2) * step, index, count: sorted.length });
            }
        }
    }
    return ports;
}

function centreOf({ at, size }: Area): number {
    return at + size / 2;
}

function route(way: Way, ports: ReturnType<typeof portsOf>, passages: Passages, metrics: Metrics): PlacedLink {
    const { key, from, to, headAtFrom, headAtTo, text, look } = way;
    const { direction, gutter } = metrics;
    const sideOut = sideOf(from, to);
    const sideIn = sideOf(to, from);
    const port = ports.get(`${key} from`);
    const startAcross = round(port?.across ?? centreOf(from));
    const endAcross = round(ports.get(`${key} to`)?.across ?? centreOf(to));
    const [out, into] = [sideOut === "after" ? 1 : -1, sideIn === "after" ? 1 : -1];
    const tipOut = sideOut === "after" ? from.to : from.from;
    const tipIn = sideIn === "after" ? to.to : to.from;
    const start = tipOut + (headAtFrom ? out * (headLength - 1) : 0);
    const end = tipIn + (headAtTo ? into * (headLength - 1) : 0);
    const pen = new Pen(direction, start, startAcross);
    if (from.layer === to.layer) {
        pen.arc(end, endAcross, out * Math.min(36, gutter - 6));
    } else {
        const step = Math.sign(to.layer - from.layer);
        for (let layer = from.layer + step; layer !== to.layer; layer += step) {
            const share = Math.abs(layer - from.layer) / span(way);
            const across = passages.take(layer, startAcross + (endAcross - startAcross) * share);
            const [first, last] = [startOf(layer, metrics), startOf(layer, metrics) + thicknessOf(layer, metrics)];
            pen.bendTo(step > 0 ? first : last, across);
            pen.straightTo(step > 0 ? last : first);
        }
        pen.bendTo(end, endAcross);
    }
    const turns = { right: { after: 180, before: 0 }, down: { after: 270, before: 90 } }[direction];
    const heads: Head[] = [];
    if (headAtFrom) heads.push({ ...pointAt(tipOut, startAcross, direction), turn: turns[sideOut] });
    if (headAtTo) heads.push({ ...pointAt(tipIn, endAcross, direction), turn: turns[sideIn] });
    return {
        ...look,
        key,
        path: pen.path,
        heads,
        label: text === null || port === undefined ? null : labelAt(text, { along: tipOut, out, port }, metrics),
    };
}

function round(value: number): number {
    return Math.round(value * 2) / 2;
}

/** Draws in the axes of the layout. */
class Pen {
    path: string;

    constructor(
        private readonly direction: Metrics["direction"],
        private along: number,
        private across: number,
    ) {
        this.path = `M${this.at(along, across)}`;
    }

    /** Leaves and arrives along the layers' axis, so that it stays between the two ends. */
    bendTo(along: number, across: number): void {
        const middle = (this.along + along) / 2;
        if (across === this.across) this.path += ` L${this.at(along, across)}`;
        else this.path += ` C${this.at(middle, this.across)} ${this.at(middle, across)} ${this.at(along, across)}`;
        [this.along, this.across] = [along, across];
    }

    straightTo(along: number): void {
        this.path += ` L${this.at(along, this.across)}`;
        this.along = along;
    }

    /** Out to one side, and back to the same layer. */
    arc(along: number, across: number, reach: number): void {
        this.path += ` C${this.at(this.along + reach, this.across)} ${this.at(along + reach, across)} ${this.at(along, across)}`;
        [this.along, this.across] = [along, across];
    }

    private at(along: number, across: number): string {
        const { x, y } = pointAt(along, across, this.direction);
        return `${x},${y}`;
    }
}
