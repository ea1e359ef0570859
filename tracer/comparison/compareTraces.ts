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
    /** What the first process of each is called, where it is not the same program. */
    readonly programs: { readonly first: string; readonly second: string } | null;
    /** Whether a recording ends without having come to its end: what comes behind that is not known. */
    readonly breaksOff: { readonly first: boolean; readonly second: boolean };
    /** By process; the one that comes first in time first. */
    readonly differences: readonly FirstDifference[];
    readonly atEnd: readonly EndDifference[];
}

/** What a process does, step by step. */
interface Steps {
    /** Those that are the same have the same number in both runs. */
    readonly signatures: number[];
    readonly seqs: number[];
}

interface Run {
    readonly trace: RecordedTrace;
    readonly names: CommonNames;
    /** By process, as both runs call it. */
    readonly steps: ReadonlyMap<string, Steps>;
}

const noSteps: Steps = { signatures: [], seqs: [] };

export function compareTraces(first: ComparedTrace, second: ComparedTrace): Comparison {
    const numbers = new Map<string, number>();
    const [one, other] = [runOf(first, numbers), runOf(second, numbers)];
    const differences: FirstDifference[] = [];
    for (const process of new Set([...one.steps.keys(), ...other.steps.keys()])) {
        const difference = firstDifference(process, one, other);
        if (difference !== null) differences.push(difference);
    }
    const [program, otherProgram] = [programOf(first.trace), programOf(second.trace)];
    return {
        programs: program === otherProgram ? null : { first: program, second: otherProgram },
        breaksOff: { first: breaksOff(first.trace), second: breaksOff(second.trace) },
        differences: differences.sort((a, b) => beginOf(a) - beginOf(b)),
        atEnd: endDifferences({ state: first.end, names: one.names }, { state: second.end, names: other.names }),
    };
}

function beginOf({ first, second }: FirstDifference): number {
    return Math.min(first?.time ?? Infinity, second?.time ?? Infinity);
}

/** What the first process runs first, without its folders. */
function programOf(trace: RecordedTrace): string {
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        if (event.kind !== "processStarted") continue;
        const [program = ""] = event.command.split(" ");
        return program.slice(program.lastIndexOf("/") + 1);
    }
    return "";
}

function breaksOff(trace: RecordedTrace): boolean {
    return trace.length > 0 && trace.event(trace.length).kind !== "traceEnded";
}

/** `numbers`: of the signatures that there were, in both runs. */
function runOf({ trace, end }: ComparedTrace, numbers: Map<string, number>): Run {
    const names = new CommonNames();
    const steps = new Map<string, Steps>();
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
        const known = steps.get(process) ?? { signatures: [], seqs: [] };
        steps.set(process, known);
        const number = numbers.get(compared) ?? numbers.size;
        numbers.set(compared, number);
        known.signatures.push(number);
        known.seqs.push(seq);
    }
    return { trace, names, steps };
}

function firstDifference(process: string, one: Run, other: Run): FirstDifference | null {
    const [here, there] = [one.steps.get(process) ?? noSteps, other.steps.get(process) ?? noSteps];
    let same = 0;
    while (same < here.signatures.length && here.signatures[same] === there.signatures[same]) same++;
    if (same === here.signatures.length && same === there.signatures.length) return null;
    return { process, same, first: momentOf(one.trace, here.seqs[same]), second: momentOf(other.trace, there.seqs[same]) };
}

function momentOf(trace: RecordedTrace, seq: number | undefined): Moment | null {
    if (seq === undefined) return null;
    const event = trace.event(seq);
    return { seq, time: event.time, text: sentence(event, trace.stateAt(seq)).text, source: event.source ?? null };
}
