/** Where a replay stops: at lines that made events, and at the events of objects. */
import { Filter } from "../../tracer/review/filter/filter";
import { FilterError } from "../../tracer/review/filter/filterError";
import { hitConditionNotUnderstood, noEventAtLine } from "./messages";
import type { Recording } from "./recording";

export interface WantedBreakpoint {
    readonly line: number;
    /** A filter (docs/review.md). */
    readonly condition: string;
    /** `5`, `> 5`, `>= 5`: hits count from the beginning of the recording, so that they are the same in both directions. */
    readonly hitCondition: string;
}

export interface SetBreakpoint {
    /** seq of the events at which it stops, in order. */
    readonly hits: readonly number[];
    /** Why it stops nowhere; null: it does. */
    readonly fault: string | null;
}

export function setBreakpoint(recording: Recording, file: string, wanted: WantedBreakpoint): SetBreakpoint {
    const arrivals = arrivalsAt(recording, file, wanted.line);
    if (arrivals.length === 0) return { hits: [], fault: noEventAtLine(nearestLine(recording, file, wanted.line)) };
    try {
        const holds = Filter.parse(wanted.condition).for(recording.trace);
        const hits = counted(arrivals.filter(holds), wanted.hitCondition);
        return hits === null ? { hits: [], fault: hitConditionNotUnderstood(wanted.hitCondition) } : { hits, fault: null };
    } catch (error) {
        if (error instanceof FilterError) return { hits: [], fault: error.message };
        throw error;
    }
}

/** The events with which threads come to a line: each call that is made there, and the first of those made by what is called there. */
export function arrivalsAt(recording: Recording, file: string, line: number): readonly number[] {
    const found: number[] = [];
    const levels = new Map<number, number>();
    for (let seq = 1; seq <= recording.length; seq++) {
        const stack = recording.stackNumber(seq);
        let level = levels.get(stack);
        if (level === undefined) {
            level = recording.ownFrames(seq).findIndex((frame) => frame.file === file && frame.line === line);
            levels.set(stack, level);
        }
        if (level >= 0 && arrives(recording, seq, level)) found.push(seq);
    }
    return found;
}

function arrives(recording: Recording, seq: number, level: number): boolean {
    if (!recording.calls.isCall(seq)) return false;
    let previous = recording.callBefore(seq);
    if (level === 0) return previous === 0 || !recording.calls.sameCall(previous, seq);
    while (previous > 0 && recording.ownFrames(previous).length === 0) previous = recording.callBefore(previous);
    if (previous === 0) return true;
    const outer = recording.ownFrames(seq).slice(level);
    const before = recording.ownFrames(previous).slice(-outer.length);
    return before.length < outer.length || outer.some((frame, at) => frame.line !== before[at]?.line || frame.file !== before[at].file);
}

export function nearestLine(recording: Recording, file: string, line: number): number | null {
    const lines = new Set<number>();
    const seen = new Set<number>();
    for (let seq = 1; seq <= recording.length; seq++) {
        const stack = recording.stackNumber(seq);
        if (seen.has(stack)) continue;
        seen.add(stack);
        for (const frame of recording.ownFrames(seq)) if (frame.file === file) lines.add(frame.line);
    }
    const distance = (each: number): number => Math.abs(each - line);
    return [...lines].sort((one, other) => distance(one) - distance(other) || one - other)[0] ?? null;
}

function counted(hits: readonly number[], condition: string): readonly number[] | null {
    if (condition.trim() === "") return hits;
    const [, operator = "=", digits] = /^\s*(>=|>|==?)?\s*(\d+)\s*$/.exec(condition) ?? [];
    const count = Number(digits);
    if (digits === undefined || (count === 0 && operator !== ">")) return null;
    if (operator === ">") return hits.slice(count);
    return operator === ">=" ? hits.slice(count - 1) : hits.slice(count - 1, count);
}

/** The events that concern an object. */
export function eventsOf(recording: Recording, object: string): readonly number[] {
    const { events, length } = recording.trace;
    const found: number[] = [];
    for (let seq = 1; seq <= length; seq++) if (events.object(seq) === object) found.push(seq);
    return found;
}

/** The nearest stop in this direction from an event; null: there is none. */
export function nextStop(stops: Iterable<readonly number[]>, seq: number, direction: 1 | -1): number | null {
    let best: number | null = null;
    for (const hits of stops) {
        const hit = direction === 1 ? hits.find((each) => each > seq) : hits.findLast((each) => each < seq);
        if (hit !== undefined && (best === null || (hit - best) * direction < 0)) best = hit;
    }
    return best;
}
