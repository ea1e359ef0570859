/** Time as it is shown: stretches in which nothing happened may be shortened. */
import type { Stretch } from "../../protocol/questions";

interface Bend {
    /** Nanoseconds of the trace, and of what is shown. */
    readonly time: number;
    readonly shown: number;
}

export class Warp {
    /** In rising order; between two of them both times pass evenly. */
    private readonly bends: readonly Bend[];

    /** `idle`: in rising order, apart. Each that is longer is shown as `shortened` nanoseconds. */
    constructor(
        idle: readonly Stretch[],
        readonly shortened: number,
        readonly end: number,
    ) {
        const bends: Bend[] = [{ time: 0, shown: 0 }];
        let saved = 0;
        for (const { from, to } of idle) {
            if (to - from <= shortened) continue;
            bends.push({ time: from, shown: from - saved });
            saved += to - from - shortened;
            bends.push({ time: to, shown: to - saved });
        }
        bends.push({ time: Math.max(end, 1), shown: Math.max(end, 1) - saved });
        this.bends = bends;
    }

    /** Of the whole trace. */
    get length(): number {
        return this.bends.at(-1)?.shown ?? 1;
    }

    shown(time: number): number {
        return this.across(time, "time", "shown");
    }

    time(shown: number): number {
        return this.across(shown, "shown", "time");
    }

    /** Where time was left out, as it is shown. */
    get shortenings(): readonly Stretch[] {
        return this.bends.flatMap((bend, index) => {
            const next = this.bends[index + 1];
            if (next === undefined || next.time - bend.time <= (next.shown - bend.shown) * 1.001) return [];
            return [{ from: bend.shown, to: next.shown }];
        });
    }

    /** The shown moments between two others from which on time passes at another pace. */
    bendsBetween(from: number, to: number): readonly number[] {
        return this.bends.slice(1, -1).flatMap(({ shown }) => (shown > from && shown < to ? [shown] : []));
    }

    private across(value: number, given: keyof Bend, wanted: keyof Bend): number {
        let [low, high] = [0, this.bends.length - 1];
        while (low < high) {
            const middle = (low + high + 1) >>> 1;
            if ((this.bends[middle]?.[given] ?? Infinity) <= value) low = middle;
            else high = middle - 1;
        }
        const before = this.bends[low];
        const after = this.bends[low + 1];
        if (before === undefined) return value;
        if (after === undefined || after[given] === before[given]) return before[wanted] + (value - before[given]);
        return before[wanted] + ((value - before[given]) / (after[given] - before[given])) * (after[wanted] - before[wanted]);
    }
}

/** A trace without anything left out. */
export function straight(end: number): Warp {
    return new Warp([], 0, end);
}

/** Idle stretches shrink to a hundredth of the time in which something happened. */
export function compressed(idle: readonly Stretch[], end: number): Warp {
    const sum = idle.reduce((total, { from, to }) => total + to - from, 0);
    return new Warp(idle, Math.max(1, (end - sum) / 100), end);
}
