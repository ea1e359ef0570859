/** Where one is in the trace, as the timeline shows it. */
export interface Cursor {
    readonly seq: number;
    /** Nanoseconds. */
    readonly time: number;
    readonly lane: string;
    /** For those who cannot see it. */
    readonly text: string;
}
