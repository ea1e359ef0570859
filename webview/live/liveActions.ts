/** What the keys do in the timeline of running programs: those of a trace's page, as far as there is such a thing here. */
import { post } from "../host";
import type { Stretch } from "../protocol/questions";
import type { Place, TraceCursor } from "../review/cursor";
import type { ReviewAction } from "../review/reviewKeys";
import type { TimelineControls } from "../review/timeline/timelineControls";
import { timelineActions } from "../review/timeline/timelineActions";

/** Whoever shows the past. */
export interface LivePast {
    /** null: the present is shown. */
    readonly place: Place | null;
    readonly range: Stretch | null;
    readonly cursor: TraceCursor;
    readonly timeline: TimelineControls | null;
    readonly now: () => void;
    step(direction: 1 | -1): void;
    select(range: Stretch | null): void;
}

export const liveActions: Partial<Record<ReviewAction, (past: LivePast) => void>> = {
    nextEvent: (past) => past.step(1),
    previousEvent: (past) => past.step(-1),
    nextOfProcess: (past) => stepInProcess(past, 1),
    previousOfProcess: (past) => stepInProcess(past, -1),
    nextOfObject: (past) => stepAtObject(past, 1),
    previousOfObject: (past) => stepAtObject(past, -1),
    firstEvent: ({ cursor }) => cursor.go(1),
    lastEvent: ({ now }) => now(),
    openLine({ place }) {
        const source = place?.moment?.source ?? null;
        if (source !== null) post({ type: "open", file: source.file, line: source.line });
    },
    ...timelineActions,
    leave(past) {
        if (past.range === null) past.now();
        else past.select(null);
    },
};

function stepInProcess({ cursor, place }: LivePast, direction: 1 | -1): void {
    const process = place?.moment?.process;
    void cursor.step(direction, process === undefined ? { what: "any" } : { what: "process", process });
}

function stepAtObject({ cursor, place }: LivePast, direction: 1 | -1): void {
    const object = place?.moment?.object ?? null;
    if (object !== null) void cursor.step(direction, { what: "object", object: object.id });
}
