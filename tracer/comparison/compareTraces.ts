/** Two recordings of one program: where its processes begin to do something else, and what differs at the end. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import { sentence } from "../model/sentence";
import type { SourceLocation } from "../model/sourceLocation";
import type { State } from "../model/state";
import type { RecordedTrace } from "../review/recordedTrace";
import { CommonNames } from "./commonNames";
import { endDifferences, type EndDifference } from "./endDifferences";
import { signature } from "./signature";

export interface ComparedTrace {
    readonly trace: RecordedTrace;
    /** What counts as its end: of one that was ended from outside, the moment before. */
    readonly end: State;
}

export interface Moment {
    readonly seq: number;
    /** Seconds since the start of its trace. */
    readonly time: number;
    readonly text: string;
    readonly source: SourceLocation | null;
}

export interface FirstDifference {
    /** As both runs call it: `p1.2`. */
    readonly process: string;
    /** So many events of this process are the same in both. */
    readonly same: number;
    /** null: the process does nothing more, or is not there. */
    readonly first: Moment | null;
    readonly second: Moment | null;
}

export interface Comparison {
    /** By process; the one that comes first in time first. */
    readonly differences: readonly FirstDifference[];
    readonly atEnd: readonly EndDifference[];
}

interface Step {
    readonly signature: string;
    readonly moment: Moment;
}

interface Run {
    readonly names: CommonNames;
    /** By process, as both runs call it. */
    readonly steps: ReadonlyMap<string, readonly Step[]>;
}

export function compareTraces(first: ComparedTrace, second: ComparedTrace): Comparison {
    const [one, other] = [runOf(first), runOf(second)];
    const differences: FirstDifference[] = [];
    for (const process of new Set([...one.steps.keys(), ...other.steps.keys()])) {
        const difference = firstDifference(process, one.steps.get(process) ?? [], other.steps.get(process) ?? []);
        if (difference !== null) differences.push(difference);
    }
    return {
        differences: differences.sort((a, b) => beginOf(a) - beginOf(b)),
        atEnd: endDifferences({ state: first.end, names: one.names }, { state: second.end, names: other.names }),
    };
}

function beginOf({ first, second }: FirstDifference): number {
    return Math.min(first?.time ?? Infinity, second?.time ?? Infinity);
}

function runOf({ trace, end }: ComparedTrace): Run {
    const names = new CommonNames();
    const steps = new Map<string, Step[]>();
    const draft = new Draft();
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        advance(draft, event);
        names.see(event);
        // What came after the moment that counts as the end was done to the program, not by it.
        if (seq > end.at) continue;
        const compared = signature(event, draft.now, names);
        if (compared === undefined) continue;
        const process = names.process(event.process);
        const moment = { seq, time: event.time, text: sentence(event, draft.now).text, source: event.source ?? null };
        const known = steps.get(process);
        if (known === undefined) steps.set(process, [{ signature: compared, moment }]);
        else known.push({ signature: compared, moment });
    }
    return { names, steps };
}

function firstDifference(process: string, one: readonly Step[], other: readonly Step[]): FirstDifference | null {
    let same = 0;
    while (same < one.length && one[same]?.signature === other[same]?.signature) same++;
    if (same === one.length && same === other.length) return null;
    return { process, same, first: one[same]?.moment ?? null, second: other[same]?.moment ?? null };
}
