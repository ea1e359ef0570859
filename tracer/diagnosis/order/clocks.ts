/** Vector clocks (Lamport, Mattern): how much of what each unit has done is known to have happened before this. */

/** By unit: how many of its releases are known. A missing one is 0. */
export type Clock = number[];

export function join(into: Clock, other: Clock | undefined): void {
    if (other === undefined) return;
    for (let unit = 0; unit < other.length; unit++) into[unit] = Math.max(into[unit] ?? 0, other[unit] ?? 0);
}

export class Clocks {
    private readonly units: Clock[] = [];
    private readonly published = new Map<string, Clock>();

    of(unit: number): Clock {
        const known = this.units[unit];
        if (known !== undefined) return known;
        const begins: Clock = [];
        begins[unit] = 1;
        return (this.units[unit] = begins);
    }

    /** What the unit does from now on is not known to whoever acquires what was there until now. */
    tick(unit: number): Clock {
        const clock = this.of(unit);
        const until = clock.slice();
        clock[unit] = (clock[unit] ?? 0) + 1;
        return until;
    }

    release(unit: number, keys: readonly string[]): void {
        if (keys.length === 0) return;
        const until = this.tick(unit);
        for (const key of keys) {
            const known = this.published.get(key);
            if (known === undefined) this.published.set(key, until.slice());
            else join(known, until);
        }
    }

    acquire(unit: number, keys: readonly string[]): void {
        for (const key of keys) join(this.of(unit), this.published.get(key));
    }

    acquireFromAll(unit: number): void {
        for (let other = 0; other < this.units.length; other++) join(this.of(unit), this.units[other]);
    }
}
