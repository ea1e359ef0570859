/** The two forms of what must hold. Each answers with one clause for everything that does not. */
import type { Event } from "../model/event";
import type { State } from "../model/state";

/** Whether an event can have happened in the state before it. */
export type EventRule = (event: Event, before: State) => readonly string[];

/** Whether a state can be. */
export type StateRule = (state: State) => readonly string[];
