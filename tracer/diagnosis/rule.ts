/** A rule of the catalogue: what it looks for, and how. */
import type { Event, EventKind } from "../model/event";
import type { State } from "../model/state";
import type { Finding, Severity, Subject } from "./finding";

/** The recording as a whole, when all of it has gone by. */
export interface Recording {
    /** The end; of a recording that was ended from outside, the last moment before that. */
    readonly state: State;
    /** The programs had not ended by themselves. */
    readonly unfinished: boolean;
}

/** A finding of a rule, which adds its own identifier, severity and subject. */
export type NewFinding = Omit<Finding, "id" | "severity" | "about">;

export type See = (event: Event, before: State) => void;

type EventOf<Kind extends EventKind> = Extract<Event, { readonly kind: Kind }>;

/** What it does about events of a kind. */
export type Handlers = { readonly [Kind in EventKind]?: (event: EventOf<Kind>, before: State) => void };

/** What a rule has noted so far of one recording. What is told a million times should cost it next to nothing. */
export interface Watch {
    /** Each gets the event, and the state before it, which is for asking, not for keeping. */
    readonly on?: Handlers;
    /** What it does about all other events. */
    readonly others?: See;
    /** Whether `others` is to hear, which changes only with what the watch is told; absent: always. */
    readonly isAwake?: () => boolean;
    /** Nothing has happened for a while. The state is for keeping. */
    quiet?(state: State): void;
    /** Asked once, after the last event. */
    findings(recording: Recording): readonly NewFinding[];
}

export interface Rule {
    /** "IPC001": never given to another rule. */
    readonly id: string;
    readonly title: string;
    readonly severity: Severity;
    readonly about: Subject;
    watch(): Watch;
}

/** Does the same about events of these kinds: most events say nothing to most rules. */
export function hears<Kind extends EventKind>(
    kinds: readonly Kind[],
    see: (event: EventOf<Kind>, before: State) => void,
): { readonly on: Handlers } {
    return { on: Object.fromEntries(kinds.map((kind) => [kind, see])) };
}
