/** Where the edges leave the sides of the cards: in the order of where they lead to, so that they do not cross there. Pure. */
import { groupsOf } from "./groups";
import { besidePorts, wordyPorts, type Metrics } from "./metrics";
import { passageAt, type Passages } from "./passagesOfLayers";
import { centreOf, sideOf, type Side, type Way } from "./ways";

/** Across, of the end that stands first and of the other. */
export interface Ports {
    readonly from: number;
    readonly to: number;
}

interface Wish {
    readonly way: Way;
    readonly end: "from" | "to";
    readonly side: Side;
    /** Where it goes next, and at last. */
    readonly next: number;
    readonly last: number;
}

export function portsOf(ways: readonly Way[], passages: Passages, { direction }: Metrics): ReadonlyMap<Way, Ports> {
    const shown = ways.filter(({ look }) => !look.background);
    const wishes = shown.flatMap((way): readonly Wish[] => [wishOf(way, "from", passages), wishOf(way, "to", passages)]);
    const across = { from: new Map<Way, number>(), to: new Map<Way, number>() };
    for (const own of groupsOf(wishes, ({ way, end }) => way[end]).values()) {
        for (const side of groupsOf(own, (wish) => wish.side).values()) {
            const sorted = [...side].sort(inOrder);
            const [first] = sorted;
            if (first === undefined) continue;
            const card = first.way[first.end];
            const step = Math.min(wordyPorts[direction], (card.size - besidePorts) / Math.max(1, sorted.length - 1));
            for (const [index, { way, end }] of sorted.entries()) {
                across[end].set(way, round(centreOf(card) + (index - (sorted.length - 1) / 2) * step));
            }
        }
    }
    // What shows only when it is pointed at takes no room from the others.
    return new Map(
        ways.map((way) => [way, { from: across.from.get(way) ?? centreOf(way.from), to: across.to.get(way) ?? centreOf(way.to) }]),
    );
}

function wishOf(way: Way, end: "from" | "to", passages: Passages): Wish {
    const [own, other] = end === "from" ? [way.from, way.to] : [way.to, way.from];
    const step = Math.sign(other.layer - own.layer);
    const last = centreOf(other);
    return { way, end, side: sideOf(own, other), next: passageAt(passages, way, own.layer + step) ?? last, last };
}

/** Two between the same cards keep their order at both. */
function inOrder(one: Wish, other: Wish): number {
    return one.next - other.next || one.last - other.last || (one.way.key < other.way.key ? -1 : 1);
}

function round(value: number): number {
    return Math.round(value * 2) / 2;
}
