/** What a trace is about, on one page. */
import type { ProcessId } from "../../model/identities";
import type { EndCause } from "../../model/state";
import type { Circumstance } from "../circumstances";
import { rangeSums, type RangeSums } from "../rangeSums";
import type { RecordedTrace } from "../recordedTrace";
import type { BlockedSpan } from "../waits";
import { failuresOf, type Failure } from "./failures";
import { flowsOf, type Flow } from "./flows";
import { processesOf, type ProcessSummary } from "./processes";

export interface LongWait extends BlockedSpan {
    readonly process: ProcessId;
    readonly seconds: number;
}

export interface TraceSummary {
    /** From the start of the trace to its last event. */
    readonly seconds: number;
    readonly sums: RangeSums;
    /** Null: the trace has no end. */
    readonly ended: EndCause | null;
    readonly processes: readonly ProcessSummary[];
    /** The longest first. */
    readonly longestWaits: readonly LongWait[];
    /** The most bytes first. */
    readonly flows: readonly Flow[];
    /** The most frequent first. */
    readonly failures: readonly Failure[];
    /** What the recorder has to say, each once. */
    readonly notes: readonly string[];
    /** What is known of the recording. */
    readonly circumstances: readonly Circumstance[];
}

const shownWaits = 10;

export function summaryOf(trace: RecordedTrace): TraceSummary {
    return {
        seconds: trace.endTime,
        sums: rangeSums(trace, 0, trace.endTime),
        ended: trace.stateAt(trace.length).ended,
        processes: processesOf(trace),
        longestWaits: longestWaits(trace),
        flows: flowsOf(trace),
        failures: failuresOf(trace),
        notes: notesOf(trace),
        circumstances: trace.circumstances.all,
    };
}

function longestWaits(trace: RecordedTrace): readonly LongWait[] {
    const { events, waits } = trace;
    const length = (index: number): number => {
        const [from, to] = waits.interval(index);
        return to - from;
    };
    const longest: number[] = [];
    for (let index = 0; index < waits.length; index++) {
        if (longest.length === shownWaits && length(index) <= length(longest.at(-1) ?? 0)) continue;
        longest.push(index);
        longest.sort((one, other) => length(other) - length(one));
        longest.length = Math.min(longest.length, shownWaits);
    }
    return longest.map((index) => {
        const wait = waits.at(index);
        return { ...wait, endedBy: trace.enderOf(wait), process: events.threads.at(wait.thread).process, seconds: length(index) };
    });
}

function notesOf(trace: RecordedTrace): readonly string[] {
    const kind = trace.events.kindNames.known("traceNote");
    const notes = new Set<string>();
    if (kind === undefined) return [];
    for (let seq = 1; seq <= trace.length; seq++) {
        if (trace.events.kindNumber(seq) !== kind) continue;
        const event = trace.event(seq);
        if (event.kind === "traceNote") notes.add(event.text);
    }
    return [...notes];
}
