/** Counts comparisons of the model with the kernel, and words the differences. */

export type Fact = string | number | bigint | boolean;

export class Tally {
    comparisons = 0;
    /** Facts that the model does not claim to know. */
    unknown = 0;
    readonly differences: string[] = [];

    /** `place`: where the fact belongs, such as "event 12, p2 (pid 4242)". */
    constructor(private readonly place: string) {}

    /** The same count, for facts of a narrower place. */
    at(place: string): TallyPlace {
        return new TallyPlace(this, `${this.place}, ${place}`);
    }
}

export class TallyPlace {
    constructor(
        private readonly tally: Tally,
        private readonly place: string,
    ) {}

    at(place: string): TallyPlace {
        return new TallyPlace(this.tally, `${this.place}, ${place}`);
    }

    /** A null of the model means that it does not know; returns whether both agree. */
    compare(what: string, model: Fact | null, kernel: Fact): boolean {
        if (model === null) {
            this.tally.unknown += 1;
            return true;
        }
        this.tally.comparisons += 1;
        if (model === kernel) return true;
        this.tally.differences.push(`${this.place}: ${what}: the model says ${model}, the kernel says ${kernel}`);
        return false;
    }

    unknown(): void {
        this.tally.unknown += 1;
    }
}
