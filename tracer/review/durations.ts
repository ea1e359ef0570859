import { uint32Column, type Column, type SavedColumn } from "./column";

const unknown = 0xffff_ffff;
const long = 0xffff_fffe;

interface SavedDurations {
    readonly nanoseconds: SavedColumn;
    readonly longOnes: ReadonlyMap<number, number>;
}

/** How long calls took: four bytes each, exact to the nanosecond, and beyond four seconds in a list of their own. */
export class Durations {
    private readonly nanoseconds: Column = uint32Column();
    private readonly longOnes = new Map<number, number>();

    /** Nanoseconds; null: unknown. */
    push(duration: number | null): void {
        const isLong = duration !== null && duration >= long;
        if (isLong) this.longOnes.set(this.nanoseconds.length, duration);
        this.nanoseconds.push(duration === null || duration < 0 ? unknown : isLong ? long : duration);
    }

    save(): SavedDurations {
        return { nanoseconds: this.nanoseconds.save(), longOnes: this.longOnes };
    }

    load({ nanoseconds, longOnes }: SavedDurations): void {
        this.nanoseconds.load(nanoseconds);
        for (const [index, duration] of longOnes) this.longOnes.set(index, duration);
    }

    /** Nanoseconds; null: unknown. */
    at(index: number): number | null {
        const value = this.nanoseconds.at(index);
        if (value === unknown || index >= this.nanoseconds.length) return null;
        return value === long ? (this.longOnes.get(index) ?? null) : value;
    }
}
