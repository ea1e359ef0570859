/** The state after an event: pure, and sharing all that the event did not touch with the state before. */
import type { Event } from "../events/event";
import type { State } from "./state";

export function apply(state: State, event: Event): State {
    return { ...state, at: event.seq, time: event.time };
}
