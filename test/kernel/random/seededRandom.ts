/** Numbers that look random and are the same for the same seed (mulberry32). */
export class SeededRandom {
    constructor(private state: number) {}

    /** A whole number from 0 to below `limit`. */
    below(limit: number): number {
        this.state = (this.state + 0x6d2b79f5) | 0;
        let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state);
        mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
        return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 0x1_0000_0000) * limit);
    }

    chance(percent: number): boolean {
        return this.below(100) < percent;
    }

    pick<Item>(items: readonly Item[]): Item {
        const item = items[this.below(items.length)];
        if (item === undefined) throw new RangeError("nothing to pick from");
        return item;
    }
}
