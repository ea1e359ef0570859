/** What is wrong with a program, as far as a recording of it tells: derived from events and states, never stored. */
import type { Certainty } from "../model/waitGraph/certainty";
import type { ObjectId, ProcessId } from "../model/identities";
import type { End } from "../model/openFlags";
import type { SourceLocation } from "../model/sourceLocation";

/** Error: the program does not do what it was written for. Warning: it does so by luck. Note: worth knowing. */
export type Severity = "error" | "warning" | "note";

export type PlaceRole = "cause" | "symptom" | "related";

/** A line that has to do with it. */
export interface Place extends SourceLocation {
    readonly process: ProcessId;
    readonly role: PlaceRole;
}

/** Waits: what keeps processes from going on. */
export type Subject = "waits" | "descriptors" | "data" | "processes" | "signals" | "sockets" | "memory";

/** One end of a pipe has to be closed. */
export interface MissingClose {
    readonly end: End;
    /** The line that is never reached without it. */
    readonly before: SourceLocation;
    /** Where the pipe was made. */
    readonly made: SourceLocation;
}

export interface Finding {
    /** Of the rule: "IPC001". */
    readonly id: string;
    readonly severity: Severity;
    /** As its rule. */
    readonly about: Subject;
    readonly certainty: Certainty;
    /** Cause first, then what to do. */
    readonly message: string;
    /** The process that suffers from it. */
    readonly process: ProcessId;
    readonly object?: ObjectId;
    readonly fd?: number;
    /** seq of the event that shows it; absent: no single one does. */
    readonly at?: number;
    /** Lines that are known, the cause first. */
    readonly locations: readonly Place[];
    /** Present where it is known what would put it right. */
    readonly mend?: MissingClose;
}

/** Each line once for a process, as what it is first. */
export function eachOnce(locations: readonly Place[]): readonly Place[] {
    return locations.filter(
        (place, index) =>
            !locations
                .slice(0, index)
                .some(({ file, line, process }) => file === place.file && line === place.line && process === place.process),
    );
}

/** The places whose lines are known. */
export function places(...known: readonly (readonly [PlaceRole, ProcessId, SourceLocation | null | undefined])[]): readonly Place[] {
    return known.flatMap(([role, process, source]) => (source === null || source === undefined ? [] : [{ ...source, process, role }]));
}

const weights: Readonly<Record<Severity, number>> = { error: 0, warning: 1, note: 2 };

/** The most decisive one first. */
export function byWeight(one: Finding, other: Finding): number {
    if (one.severity !== other.severity) return weights[one.severity] - weights[other.severity];
    if (one.certainty !== other.certainty) return one.certainty === "proven" ? -1 : 1;
    return one.id.localeCompare(other.id);
}

/** Whether a severity is at least as grave as another. */
export function isAsGrave(one: Severity, other: Severity): boolean {
    return weights[one] <= weights[other];
}
