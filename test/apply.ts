import { advance } from "../tracer/model/apply";
import { Draft } from "../tracer/model/draft";
import type { Event } from "../tracer/model/event";
import type { State } from "../tracer/model/state";

/** The state after an event, for tests that hold every state. */
export function apply(state: State, event: Event): State {
    const draft = new Draft(state);
    advance(draft, event);
    return draft.look();
}
