/** What keys and buttons do with the timeline. */
import type { Cursor } from "./cursor";
import type { TimelineRow } from "./rows";

export interface TimelineControls {
    readonly cursor: Cursor;
    zoom(factor: number): void;
    readonly whole: () => void;
    /** `part` of what is in sight, to later times where it is positive. */
    pan(part: number): void;
    readonly compress: () => void;
    /** The row after (or before) that of a lane. */
    neighbour(lane: string, direction: 1 | -1): TimelineRow | undefined;
}
