import { uint32Column, type Column, type SavedColumn } from "./column";

const unknown = 0xffff_ffff;
const long = 0xffff_fffe;
const longestShort = 0xffff_ff00;

/** How they are saved: most are as long as one can tell by other things. */
const codes = { asExpected: 0, unknown: 1, long: 2, first: 3 } as const;

/** By index: nanoseconds; null: as long as the one before it. */
type Expected = (index: number) => number | null;

export interface SavedDurations {
    readonly codes: SavedColumn;
    readonly longOnes: ReadonlyMap<number, number>;
}

/** How long calls took: four bytes each, exact to the nanosecond, and beyond four seconds in a list of their own. */
export class Durations {
    private readonly nanoseconds: Column = uint32Column();
    private readonly longOnes = new Map<number, number>();

    /** Nanoseconds; null: unknown. */
    push(duration: number | null): void {
        const cell = cellOf(duration);
        if (cell === long && duration !== null) this.longOnes.set(this.nanoseconds.length, duration);
        this.nanoseconds.push(cell);
    }

    save(expected: Expected): SavedDurations {
        const saved = uint32Column();
        for (let index = 0; index < this.nanoseconds.length; index++) {
            const cell = this.nanoseconds.at(index);
            saved.push(cell === this.expectedCell(index, expected) ? codes.asExpected : codeOf(cell));
        }
        return { codes: saved.save(), longOnes: this.longOnes };
    }

    /** Where there is none yet, and with the same expectations. */
    load({ codes: savedCodes, longOnes }: SavedDurations, expected: Expected): void {
        const saved = uint32Column();
        saved.load(savedCodes);
        for (let index = 0; index < saved.length; index++) {
            const code = saved.at(index);
            this.nanoseconds.push(code === codes.asExpected ? this.expectedCell(index, expected) : cellOfCode(code));
        }
        for (const [index, duration] of longOnes) this.longOnes.set(index, duration);
    }

    private expectedCell(index: number, expected: Expected): number {
        const duration = expected(index);
        if (duration !== null) return cellOf(duration);
        return index === 0 ? unknown : this.nanoseconds.at(index - 1);
    }

    /** Nanoseconds; null: unknown. */
    at(index: number): number | null {
        const value = this.nanoseconds.at(index);
        if (value === unknown || index >= this.nanoseconds.length) return null;
        return value === long ? (this.longOnes.get(index) ?? null) : value;
    }
}

function cellOf(duration: number | null): number {
    if (duration === null || duration < 0) return unknown;
    return duration > longestShort ? long : duration;
}

function codeOf(cell: number): number {
    if (cell === unknown) return codes.unknown;
    return cell === long ? codes.long : cell + codes.first;
}

function cellOfCode(code: number): number {
    if (code === codes.unknown) return unknown;
    return code === codes.long ? long : code - codes.first;
}
