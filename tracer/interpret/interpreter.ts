/** Turns the records of a trace into events, in order, and keeps the state that they lead to. */
import type { Event } from "../events/event";
import { emptyState, type State } from "../model/state";
import type { SourceLookup } from "../symbols/sourceLookup";
import type { TraceRecord } from "../trace/record";

export class Interpreter {
    constructor(private readonly sources: SourceLookup) {}

    get state(): State {
        return emptyState;
    }

    /** The events that a record stands for; often one, sometimes none or several. */
    read(record: TraceRecord): readonly Event[] {
        void this.sources;
        void record;
        return [];
    }
}
