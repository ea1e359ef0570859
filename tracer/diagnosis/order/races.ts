/** Pairs of accesses to shared memory of which nothing says which comes first. */
import { Clocks, join, type Clock } from "./clocks";
import type { Access, Item } from "./history";

export interface Race {
    readonly earlier: Access;
    readonly later: Access;
    /** What was read there seems to have told that something else was ready. */
    publishes: boolean;
}

interface Stamp {
    readonly access: Access;
    readonly at: number;
}

interface Cell {
    written: (Stamp & { readonly clock: Clock }) | null;
    /** The last of each unit since then. */
    reads: Stamp[];
}

/** A read that has told its unit of what another had done between two of its releases. */
interface Told {
    readonly race: Race;
    readonly of: number;
    readonly from: number;
    readonly to: number;
}

/**
 * In the order in which they were seen. Whoever reads what another has written comes after all that this one did before, whatever it is:
 * only the word itself may be without order then.
 */
export function racesIn(items: readonly Item[], isLeftOut: (access: Access, offset: number) => boolean): readonly Race[] {
    const search = new Search(isLeftOut);
    for (const item of items) search.take(item);
    return search.races;
}

class Search {
    readonly races: Race[] = [];
    private readonly clocks = new Clocks();
    private readonly cells = new Map<string, Map<number, Cell>>();
    private readonly told = new Map<number, Told[]>();

    constructor(private readonly isLeftOut: (access: Access, offset: number) => boolean) {}

    take(item: Item): void {
        if (item.is === "access") {
            this.access(item.access);
        } else if (item.is === "effect") {
            const { unit, effect } = item;
            if (effect.acquires === "all") this.clocks.acquireFromAll(unit);
            else this.clocks.acquire(unit, effect.acquires);
            this.clocks.release(unit, effect.releases);
        } else if (item.is === "fork") {
            join(this.clocks.of(item.child), this.clocks.tick(item.unit));
        } else {
            join(this.clocks.of(item.unit), this.clocks.tick(item.of));
        }
        for (const { unit, keys } of item.early) this.clocks.release(unit, keys);
    }

    private access(access: Access): void {
        const clock = this.clocks.of(access.unit);
        const stamp = { access, at: clock[access.unit] ?? 0 };
        const cells = this.cellsOf(access);
        let race: Race | undefined;
        for (const [offset, { written, reads }] of cells) {
            const others =
                access.writes && written !== null ? [written, ...reads] : access.writes ? reads : written === null ? [] : [written];
            for (const other of others) {
                if (other.access.unit === access.unit) continue;
                if (other.at <= (clock[other.access.unit] ?? 0)) {
                    this.noteHelp(access.unit, other);
                } else if (race === undefined && !this.isLeftOut(access, offset)) {
                    race = { earlier: other.access, later: access, publishes: false };
                    this.races.push(race);
                }
            }
        }
        if (access.reads) this.learn(access, clock, cells, race);
        if (access.writes) {
            const written = { ...stamp, clock: this.clocks.tick(access.unit) };
            for (const [, cell] of cells) [cell.written, cell.reads] = [written, []];
        } else {
            for (const [, cell] of cells) cell.reads = [...cell.reads.filter(({ access: { unit } }) => unit !== access.unit), stamp];
        }
    }

    private learn({ unit }: Access, clock: Clock, cells: readonly (readonly [number, Cell])[], race: Race | undefined): void {
        for (const [, { written }] of cells) {
            if (written === null || written.access.unit === unit) continue;
            const of = written.access.unit;
            const from = clock[of] ?? 0;
            join(clock, written.clock);
            if (race?.earlier.writes === true) {
                this.told.set(unit, [...(this.told.get(unit) ?? []), { race, of, from, to: clock[of] ?? 0 }]);
            }
        }
    }

    /** This access is ordered behind another: perhaps since a word was read that has told of it. */
    private noteHelp(unit: number, { access, at }: Stamp): void {
        for (const { race, of, from, to } of this.told.get(unit) ?? []) {
            if (of === access.unit && from < at && at <= to && access !== race.earlier) race.publishes = true;
        }
    }

    private cellsOf({ object, offset, length }: Access): readonly (readonly [number, Cell])[] {
        const known = this.cells.get(object) ?? new Map<number, Cell>();
        this.cells.set(object, known);
        return Array.from({ length }, (_, index) => {
            const cell = known.get(offset + index) ?? { written: null, reads: [] };
            known.set(offset + index, cell);
            return [offset + index, cell] as const;
        });
    }
}
