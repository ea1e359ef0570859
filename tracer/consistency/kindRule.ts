/** The rules of one kind of object. */
import type { Wait } from "../model/awaits";
import type { Event } from "../model/event";
import type { Look } from "../model/look";
import type { State } from "../model/state";

/** What an event is held against. */
export interface Moment {
    readonly before: State;
    readonly look: Look;
    /** seq of the event with which its call began, as far as that was told; else its own. */
    readonly began: number;
}

export interface KindRules<O> {
    /** Of an event that concerns the object, which is as it was before. */
    readonly event?: (event: Event, object: O, moment: Moment) => readonly string[];
    /** Why a thread that waits for the object can go on; null: it cannot, or that is not known. */
    readonly ready?: (object: O, wait: Wait) => string | null;
    /** Of the object at any moment. */
    readonly object?: (object: O, look: Look, state: State) => readonly string[];
}
