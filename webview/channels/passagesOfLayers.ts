/**
 * Where the edges pass the layers in which they have no end: between two cards, or before the first or after the last one.
 * Those that pass at the same place do so beside each other, in the order in which they come. Pure.
 */
import type { Area } from "./axes";
import { groupsOf } from "./groups";
import { nearestInOrder } from "./nearestInOrder";
import { centreOf, type Way } from "./ways";

/** Between an edge and the cards beside it, and between two edges. */
const clearance = 7;
const apart = 6;
/** No edge leaves the picture. */
const least = 6;

interface Free {
    readonly from: number;
    readonly to: number;
}

/** Of an edge in the layer that is looked at, from the earlier layer to the later one. */
interface Passing {
    readonly way: Way;
    /** Where it would pass. */
    readonly wanted: number;
    /** Where it ends, and how many layers later. */
    readonly target: number;
    readonly remaining: number;
}

/** By layer: where an edge passes it. */
export type Passages = ReadonlyMap<Way, ReadonlyMap<number, number>>;

export function passagesOf(ways: readonly Way[], cards: readonly Area[]): Passages {
    const layers = groupsOf(cards, ({ layer }) => layer);
    const passages = new Map<Way, Map<number, number>>();
    const last = Math.max(0, ...layers.keys());
    for (let layer = 0; layer <= last; layer += 1) {
        const passing = ways
            .filter(({ from, to }) => Math.min(from.layer, to.layer) < layer && layer < Math.max(from.layer, to.layer))
            .map((way) => passingOf(layer, way, passages.get(way)?.get(layer - 1)));
        if (passing.length === 0) continue;
        for (const [way, across] of placed(passing, freeBetween(layers.get(layer) ?? []))) {
            passages.set(way, (passages.get(way) ?? new Map<number, number>()).set(layer, across));
        }
    }
    return passages;
}

/** At first on the straight way to its end; from there on it stays where it is, so that it can be followed by eye. */
function passingOf(layer: number, way: Way, before: number | undefined): Passing {
    const [first, last] = way.from.layer < way.to.layer ? [way.from, way.to] : [way.to, way.from];
    const [start, target] = [centreOf(first), centreOf(last)];
    const remaining = last.layer - layer;
    return { way, target, remaining, wanted: before ?? start + (target - start) / (remaining + 1) };
}

function placed(passing: readonly Passing[], free: readonly [Free, ...Free[]]): readonly (readonly [Way, number])[] {
    const chosen = new Map<Free, Passing[]>();
    for (const each of [...passing].sort((one, other) => one.wanted - other.wanted || byKey(one, other))) {
        const cost = (gap: Free): number => {
            const isFull = (chosen.get(gap)?.length ?? 0) * apart > gap.to - gap.from;
            return Math.abs(within(gap, each.wanted) - each.wanted) + (isFull ? 4 * apart : 0);
        };
        const best = free.reduce((one, other) => (cost(other) < cost(one) ? other : one));
        chosen.set(best, [...(chosen.get(best) ?? []), each]);
    }
    return [...chosen].flatMap(([gap, own]) => besideEachOther(gap, own));
}

function within({ from, to }: Free, across: number): number {
    return Math.min(to, Math.max(from, across));
}

/** Those that turn off first are at the side to which they turn. */
function besideEachOther(gap: Free, passing: readonly Passing[]): readonly (readonly [Way, number])[] {
    const { from, to } = gap;
    const middle = passing.reduce((sum, { wanted }) => sum + within(gap, wanted), 0) / passing.length;
    const turn = ({ target, remaining }: Passing): number => (target < middle ? remaining - 1000 : 1000 - remaining);
    const sorted = [...passing].sort((one, other) => turn(one) - turn(other) || one.target - other.target || byKey(one, other));
    const step = Math.min(apart, (to - from) / Math.max(1, sorted.length - 1));
    const wanted = sorted.map((each) => within(gap, each.wanted));
    const lengths = sorted.map(() => 0);
    const places = nearestInOrder(wanted, lengths, step, from, to);
    return sorted.map(({ way }, index) => [way, Math.round(places[index] ?? from)] as const);
}

function byKey(one: Passing, other: Passing): number {
    return one.way.key < other.way.key ? -1 : 1;
}

function freeBetween(cards: readonly Area[]): readonly [Free, ...Free[]] {
    const sorted = [...cards].sort((one, other) => one.at - other.at);
    const free: Free[] = [];
    let from = least;
    for (const { at, size } of sorted) {
        if (at - clearance >= from) free.push({ from, to: at - clearance });
        from = Math.max(from, at + size + clearance);
    }
    return [{ from, to: Infinity }, ...free];
}
