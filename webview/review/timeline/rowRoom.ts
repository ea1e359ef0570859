/** How the height of the timeline is shared out: all rows are to be in sight, and where there is little room the strip of the whole trace gives way. */
import { rulerHeight } from "./paintRuler";

export interface RowRoom {
    /** Of each row. */
    readonly height: number;
    /** Whether there is room for the strip of the whole trace. */
    readonly map: boolean;
}

/** Above the rows, and the strip with its margins below them. */
const headHeight = 30;
const mapHeight = 44;
const heights = [32, 22, 17];
/** With them the strip is given up before the last names are too small to be read. */
const lowHeights = [22, 17, 13];
/** With so much room one rather scrolls. */
const ample = 260;

export function rowRoom(rows: number, timelineHeight: number): RowRoom {
    const room = timelineHeight - headHeight - rulerHeight;
    const height = heights.find((each) => each * rows <= room - mapHeight);
    if (height !== undefined) return { height, map: true };
    const low = lowHeights.find((each) => each * rows <= room);
    if (low !== undefined && timelineHeight < ample) return { height: low, map: false };
    return timelineHeight < ample ? { height: 17, map: false } : { height: 22, map: true };
}
