/** Parallel tracks for lines that run side by side along a column. */

export interface Stretch {
    readonly key: string;
    readonly from: number;
    readonly to: number;
    /** The lane to try first. */
    readonly first: number;
}

/** A lane for every stretch, so that overlapping stretches differ while lanes last. Lanes given before are kept. */
export function assignLanes(stretches: readonly Stretch[], before: ReadonlyMap<string, number>, count: number): Map<string, number> {
    const lanes = new Map<string, number>();
    for (const stretch of stretches) {
        const kept = before.get(stretch.key);
        if (kept !== undefined) lanes.set(stretch.key, kept);
    }
    for (const stretch of stretches) {
        if (lanes.has(stretch.key)) continue;
        const busy = new Set(
            stretches.filter((other) => other !== stretch && overlap(stretch, other)).map((other) => lanes.get(other.key)),
        );
        const tries = Array.from({ length: count }, (_, step) => (stretch.first + step) % count);
        lanes.set(stretch.key, tries.find((lane) => !busy.has(lane)) ?? stretch.first % count);
    }
    return lanes;
}

export function overlap(one: Stretch, other: Stretch): boolean {
    return one.from <= other.to && other.from <= one.to;
}
