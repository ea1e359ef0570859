/** What an event about processes, threads, descriptors or the trace itself does, and how it is told. */
import type { Draft } from "../draft";
import type { EventBase } from "../eventBase";
import type { Look } from "../look";
import type { State } from "../state";
import type { Sentence } from "../words";

export interface OwnerHappening<E> {
    readonly becomes?: (draft: Draft, event: E) => void;
    /** `state`: after the event. */
    readonly says: (event: E, state: State, look: Look) => Sentence;
    /**
     * Whether the event is worth a sentence beside the diagram. Absent: when it came from a line of the user's, or
     * concerns an object that connects processes.
     */
    readonly telling?: boolean;
}

/** The happenings of a family of events. */
export type OwnerEvents<E extends EventBase & { readonly kind: string }> = {
    readonly [K in E["kind"]]: OwnerHappening<Extract<E, { kind: K }>>;
};
