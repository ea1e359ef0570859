/** Events of one thread that follow each other and mean one thing together. */
import type { Event } from "../event";
import type { State } from "../state";

export interface Run {
    /** Whether the thread's next event goes on with it; then it belongs to it. `state`: after the event. */
    accepts(event: Event, state: State): boolean;
    /** What it came to. `next`: the thread's next event, which does not belong to it; null: none is known. */
    end(next: Event | null): RunEnd;
}

export interface RunEnd {
    /** How many of its events, from the first, are told by the text; the others stand for themselves. */
    readonly events: number;
    readonly text: string;
    /** Fewer are not worth a line of their own. */
    readonly fewest: number;
}

/** Whether two events come from the same line of the source, or both from none. */
export function sameSource({ source: one }: Event, { source: other }: Event): boolean {
    return one?.file === other?.file && one?.line === other?.line && one?.function === other?.function;
}

/** Whether the error says that nothing has such a name. */
export function meansAbsence(error: string): boolean {
    return error === "ENOENT" || error === "ENOTDIR";
}
