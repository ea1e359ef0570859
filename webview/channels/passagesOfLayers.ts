/** Where an edge may pass a layer that it has no end in: between two cards, or before the first or after the last one. */
import type { Area } from "./axes";
import { groupsOf } from "./groups";

/** Between an edge and the cards beside it, and between two edges. */
const clearance = 6;
const apart = 6;
/** Steps from one edge to the next in a place that several pass. */
const tries = 12;

interface Free {
    readonly from: number;
    readonly to: number;
}

export class Passages {
    private readonly free: ReadonlyMap<number, readonly Free[]>;
    private readonly used = new Map<number, number[]>();

    constructor(cards: readonly Area[]) {
        this.free = new Map([...groupsOf(cards, ({ layer }) => layer)].map(([layer, own]) => [layer, freeBetween(own)]));
    }

    /** The free place nearest to `wanted`. */
    take(layer: number, wanted: number): number {
        const used = this.used.get(layer) ?? [];
        const free = this.free.get(layer) ?? [{ from: -Infinity, to: Infinity }];
        let best = wanted;
        let bestCost = Infinity;
        for (const { from, to } of free) {
            for (const across of candidates(from, to, wanted)) {
                const crowding = used.filter((other) => Math.abs(other - across) < apart).length;
                const cost = Math.abs(across - wanted) + crowding * apart * 4;
                if (cost < bestCost) [best, bestCost] = [across, cost];
            }
        }
        const across = Math.round(best);
        this.used.set(layer, [...used, across]);
        return across;
    }
}

function candidates(from: number, to: number, wanted: number): readonly number[] {
    const nearest = Math.min(to, Math.max(from, wanted));
    const steps = Array.from({ length: tries }, (_, index) => (index % 2 === 0 ? 1 : -1) * Math.ceil(index / 2) * apart);
    return steps.map((step) => nearest + step).filter((across) => across >= from && across <= to);
}

function freeBetween(cards: readonly Area[]): readonly Free[] {
    const sorted = [...cards].sort((one, other) => one.at - other.at);
    const free: Free[] = [];
    let from = -Infinity;
    for (const { at, size } of sorted) {
        if (at - clearance >= from) free.push({ from, to: at - clearance });
        from = Math.max(from, at + size + clearance);
    }
    return [...free, { from, to: Infinity }];
}
