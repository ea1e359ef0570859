/** The events told so far, the state they lead to, and the telling of the next one. */
import { apply } from "../model/apply";
import { emptyState, type ProcessId, type State } from "../model/state";
import type { Event, SourceLocation } from "../events/event";
import type { SourceLookup } from "../symbols/sourceLookup";

type Told = "seq" | "time" | "process" | "pid" | "tid" | "call" | "source";
type WithoutTold<E> = E extends Event ? Omit<E, Told> : never;
/** What an event says beyond who, when and where. */
export type Fact = WithoutTold<Event>;

/** Who, when and where. */
export interface Origin {
    /** Nanoseconds since the start of the trace. */
    readonly time: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
    readonly call: string | null;
    /** 0: no stack. */
    readonly stack: number;
}

export class Narration {
    private current: State = emptyState;
    private told: Event[] = [];

    constructor(private readonly sources: SourceLookup) {}

    get state(): State {
        return this.current;
    }

    /** Time never goes back: of threads that ran at once, a record may tell of a moment before that of its predecessor. */
    tell(origin: Origin, fact: Fact): void {
        const { process, pid, tid } = origin;
        const event: Record<string, unknown> = {
            seq: this.current.at + 1,
            time: Math.max(this.current.time, origin.time / 1e9),
            process,
            pid,
            tid,
            ...fact,
        };
        if (origin.call !== null) event["call"] = origin.call;
        const source = this.locate(origin.stack);
        if (source !== undefined) event["source"] = source;
        this.add(event as unknown as Event);
    }

    /** The events since the last time this was asked. */
    take(): readonly Event[] {
        const events = this.told;
        this.told = [];
        return events;
    }

    private add(event: Event): void {
        this.current = apply(this.current, event);
        this.told.push(event);
    }

    private locate(stack: number): SourceLocation | undefined {
        return stack === 0 ? undefined : this.sources.locate(stack);
    }
}
