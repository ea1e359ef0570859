/** What a script plays, as a trace under review. */
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { play } from "./script";

export function review(script: string): RecordedTrace {
    return reviewOf(play(script).events);
}

export function reviewOf(events: readonly Event[]): RecordedTrace {
    const trace = new RecordedTrace();
    const draft = new Draft();
    for (const event of events) {
        advance(draft, event);
        trace.append([event], () => draft.look());
    }
    return trace;
}

/** The same, with all events at once. */
export function reviewAtOnce(script: string): RecordedTrace {
    const { events, state } = play(script);
    const trace = new RecordedTrace();
    trace.append(events, () => state);
    return trace;
}

/** The seqs of the events of a kind. */
export function seqsOf(trace: RecordedTrace, kind: Event["kind"]): readonly number[] {
    return Array.from({ length: trace.length }, (_, index) => index + 1).filter((seq) => trace.events.kind(seq) === kind);
}
