/** What is to be drawn between two cards of a chart that have their places. Pure. */
import type { NodeId } from "../card/card";
import type { Area } from "./axes";
import type { Chart, Link, Tie } from "./chart";
import type { PlacedLink } from "./chartPlacement";
import type { Direction } from "./metrics";

export interface Way {
    readonly key: string;
    readonly from: Area;
    readonly to: Area;
    readonly headAtFrom: boolean;
    readonly headAtTo: boolean;
    /** Of the end that stands first. An end that is held in vain is named on its card. */
    readonly text: string | null;
    readonly look: Pick<PlacedLink, "flow" | "role" | "waiting" | "fresh" | "direct" | "background" | "touches">;
}

/** Which side of a card: `after` faces the later layers. */
export type Side = "before" | "after";

export function waysOf(chart: Chart, areas: ReadonlyMap<NodeId, Area>, direction: Direction): readonly Way[] {
    const ways = [...chart.links.flatMap((link) => wayOfLink(link, areas)), ...chart.ties.flatMap((tie) => wayOfTie(tie, areas))];
    // What a card says on its lower edge of the ends that it holds takes the room of words there.
    const full = new Set(chart.users.flatMap(({ id, held }) => (held.length > 0 ? [areas.get(id)] : [])));
    const hasRoom = ({ from, to }: Way): boolean => direction === "right" || !full.has(from) || sideOf(from, to) === "before";
    return ways.map((way) => (hasRoom(way) ? way : { ...way, text: null }));
}

export function sideOf(own: Area, other: Area): Side {
    return other.layer < own.layer ? "before" : "after";
}

export function centreOf({ at, size }: Area): number {
    return at + size / 2;
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
            text: link.role === "held" ? null : label,
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
