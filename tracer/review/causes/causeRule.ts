/** How an effect finds its causes: a rule sees the events of some kinds, in order. */
import type { Event } from "../../model/event";
import type { LinkKind } from "../links";
import type { BlockedSpan } from "../waits";

type EventKindOf<E> = E extends { readonly kind: infer K extends string } ? K : never;
type Kinds = EventKindOf<Event>;

export interface Seen {
    /** What an earlier event is to a later one. */
    link(from: number, to: number, kind: LinkKind): void;
    /** The wait that ended just before the event and belongs to the same call; null: the call did not wait. */
    waitBefore(event: Event): BlockedSpan | null;
    /** Who ended a wait, where that is no link. */
    endedBy(wait: BlockedSpan, seq: number): void;
}

export type CauseRule = { readonly [K in Kinds]?: (event: Extract<Event, { readonly kind: K }>, seen: Seen) => void };
