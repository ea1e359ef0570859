import type { Overview } from "../protocol/questions";
import type { Place } from "./cursor";
import { laneOf } from "./laneOf";
import type { Cursor } from "./timeline/cursor";

export const beginning: Cursor = { seq: 0, time: 0, lane: "p1", text: "the beginning" };

/** What the timeline shows of the cursor's place. */
export function shownCursor({ seq, moment }: Place, overview: Overview | null): Cursor {
    if (moment === null) return { ...beginning, seq };
    return { seq, time: moment.time, lane: laneOf(overview, moment), text: `event ${seq}: ${moment.sentence.text}` };
}
