/** What an event means, in plain words for a person who looks at the diagram. */
import type { Event } from "../events/event";
import type { State } from "./state";

export interface Sentence {
    /** What happened. */
    readonly text: string;
    /** What follows from it, where that teaches something. */
    readonly explanation: string | null;
}

/** `state`: after the event. */
export function sentence(event: Event, state: State): Sentence {
    void state;
    return { text: event.kind, explanation: null };
}
