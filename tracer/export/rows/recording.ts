/** Which recording a row is of. */
export interface Recording {
    /** The same in all rows of one recording, and in those of no other. */
    readonly id: string;
    /** How people call it. */
    readonly name: string;
    /** The machine's name; null: not known. */
    readonly host: string | null;
    /** Seconds since the epoch; null: not known. */
    readonly started: number | null;
}

/** Microseconds since the epoch. `time`: seconds since the start of the trace. */
export function momentOf({ started }: Recording, time: number): number | null {
    return started === null ? null : Math.round(started * 1e6) + Math.round(time * 1e6);
}
