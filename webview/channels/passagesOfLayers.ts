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

/** Of each edge, where it passes the layers between its ends, the earliest first. */
export type Passages = ReadonlyMap<Way, readonly number[]>;

/** undefined: it does not pass this layer. */
export function passageAt(passages: Passages, way: Way, layer: number): number | undefined {
    return passages.get(way)?.[layer - Math.min(way.from.layer, way.to.layer) - 1];
}

export function passagesOf(ways: readonly Way[], cards: readonly Area[]): Passages {
    const layers = groupsOf(cards, ({ layer }) => layer);
    const passages = new Map<Way, number[]>();
    const last = Math.max(0, ...layers.keys());
    for (const way of ways) if (Math.abs(way.from.layer - way.to.layer) > 1) passages.set(way, []);
    for (let layer = 0; layer <= last; layer += 1) {
        const passing: Passing[] = [];
        for (const [way, before] of passages) {
            const { from, to } = way;
            if (Math.min(from.layer, to.layer) >= layer || layer >= Math.max(from.layer, to.layer)) continue;
            passing.push(passingOf(layer, way, before.at(-1)));
        }
        if (passing.length === 0) continue;
        for (const [way, across] of placed(passing, freeBetween(layers.get(layer) ?? []))) passages.get(way)?.push(across);
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
        let [best] = free;
        let least = Infinity;
        for (const gap of free) {
            const isFull = (chosen.get(gap)?.length ?? 0) * apart > gap.to - gap.from;
            const cost = Math.abs(within(gap, each.wanted) - each.wanted) + (isFull ? 4 * apart : 0);
            if (cost < least) [best, least] = [gap, cost];
        }
        const own = chosen.get(best);
        if (own === undefined) chosen.set(best, [each]);
        else own.push(each);
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
    const isApart = wanted.every((across, index) => index === 0 || across - (wanted[index - 1] ?? 0) >= step);
    const places = isApart
        ? wanted
        : nearestInOrder(
              wanted,
              wanted.map(() => 0),
              step,
              from,
              to,
          );
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
