/** Applies a story event by event, for tests that look at every moment of it. */
import type { Event } from "../../tracer/model/event";
import { apply } from "../apply";
import { emptyState, type State } from "../../tracer/model/state";

/** The states after each event. */
export function statesOf(events: readonly Event[]): readonly State[] {
    const states: State[] = [];
    let state = emptyState;
    for (const event of events) {
        state = apply(state, event);
        states.push(state);
    }
    return states;
}

export function stateAt(events: readonly Event[], seq: number): State {
    return events.slice(0, seq).reduce(apply, emptyState);
}
