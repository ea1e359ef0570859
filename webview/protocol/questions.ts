/**
 * What the page asks its worker about a trace, and the answers. Times are nanoseconds since the start of the trace; events are
 * named by their seq, from 1; 0 is the moment before the first.
 */
import type { FileNotes } from "../../tracer/model/lineNotes";
import type { ProcessId, ObjectId } from "../../tracer/model/identities";
import type { SourceLocation } from "../../tracer/model/sourceLocation";
import type { StackPlace } from "./reviewMessages";

/** A process, or one of its threads beside the first. */
export interface Lane {
    /** "p2"; of a thread "p2/317". */
    readonly id: string;
    readonly process: ProcessId;
    readonly pid: number;
    /** null: the process with all threads that have no lane of their own. */
    readonly tid: number | null;
    readonly parent: ProcessId | null;
    /** The program's name: "wc". */
    readonly program: string;
    readonly from: number;
    readonly to: number;
}

export interface Stretch {
    readonly from: number;
    readonly to: number;
}

/** The debugger held a process. */
export interface Held extends Stretch {
    readonly process: ProcessId;
}

export interface Overview {
    readonly events: number;
    /** The trace's last moment. */
    readonly end: number;
    readonly lanes: readonly Lane[];
    readonly stops: readonly Held[];
    /** The longest stretches in which nothing happened. */
    readonly idle: readonly Stretch[];
    /** Sentences about the trace as a whole. */
    readonly notices: readonly string[];
    /** How many events fall into each of equal parts of the whole time. */
    readonly density: Uint32Array;
}

/** What a mark tells: each has a colour and a shape. */
export const markLooks = ["other", "write", "read", "process", "signal", "failed"] as const;
export type MarkLook = (typeof markLooks)[number];

/** What a thread waits for: each has a colour and a pattern. */
export const waitLooks = ["input", "room", "lock", "child", "time", "other"] as const;
export type WaitLook = (typeof waitLooks)[number];

/** Numbers of a mark in `LaneSlice.marks`: from, to, seq of the first event, how many, index of the look, how many match. */
export const markSize = 6;
/** Numbers of a span in `LaneSlice.spans`: from, to, seq of the event that tells of the wait, index of the look, index of its label. */
export const spanSize = 5;

/** A stretch that is drawn on so many pixels. */
export interface SlicePart extends Stretch {
    readonly pixels: number;
}

export interface LaneSlice {
    readonly lane: string;
    readonly marks: Float64Array;
    readonly spans: Float64Array;
    readonly labels: readonly string[];
}

/** An event in one line, wherever a link leads to it. */
export interface EventLink {
    readonly seq: number;
    readonly time: number;
    readonly process: ProcessId;
    /** "write(4, …) = 12" */
    readonly text: string;
    readonly source: SourceLocation | null;
}

/** Bytes of this event, and the event at which they went in or came out. */
export interface BytesLink {
    readonly offset: number;
    readonly length: number;
    /** null: not known. */
    readonly event: EventLink | null;
}

/** All that there is to say of one event. */
export interface Moment {
    readonly seq: number;
    readonly time: number;
    readonly process: ProcessId;
    readonly pid: number;
    readonly tid: number;
    readonly kind: string;
    /** "read(3) = 12" */
    readonly title: string;
    readonly facts: readonly { readonly name: string; readonly value: string }[];
    /** "returned 12", "failed: EAGAIN"; null: no call, or one that has not returned. */
    readonly result: { readonly text: string; readonly failed: boolean } | null;
    readonly duration: number | null;
    readonly waited: { readonly length: number | null; readonly for: string; readonly endedBy: EventLink | null } | null;
    readonly sentence: { readonly text: string; readonly explanation: string | null };
    readonly payload: { readonly bytes: Uint8Array; readonly length: number } | null;
    /** Of a read: which writes its bytes came from. */
    readonly origins: readonly BytesLink[];
    /** Of a write: who took its bytes. */
    readonly takers: readonly BytesLink[];
    readonly causes: readonly EventLink[];
    readonly effects: readonly EventLink[];
    readonly source: SourceLocation | null;
    /** An event loop made the call: the line that began what it is for. */
    readonly begunAt: SourceLocation | null;
    readonly stack: readonly StackPlace[];
    readonly object: { readonly id: ObjectId; readonly name: string } | null;
    /** "read(2)", "pipe(7)" */
    readonly manual: readonly string[];
}

/** From cause to effect, as an arrow between two lanes. */
export interface Arrow {
    readonly from: { readonly seq: number; readonly time: number; readonly lane: string };
    readonly to: { readonly seq: number; readonly time: number; readonly lane: string };
    readonly look: MarkLook;
}

export interface EventRow extends EventLink {
    readonly tid: number;
    readonly kind: string;
    readonly object: ObjectId | null;
    /** Bytes that were moved. */
    readonly length: number | null;
    readonly duration: number | null;
}

export type RowOrder = "time" | "duration" | "size";

export interface Sums {
    readonly events: number;
    readonly calls: number;
    /** That calls have put in and taken out. */
    readonly bytes: number;
    /** Nanoseconds of all threads together; the longest first. */
    readonly waiting: readonly { readonly what: string; readonly length: number }[];
    readonly waitingInAll: number;
}

/** Which events a step may lead to. */
export type StepOf =
    | { readonly what: "any" }
    | { readonly what: "match" }
    | { readonly what: "process"; readonly process: ProcessId }
    | { readonly what: "object"; readonly object: ObjectId }
    /** What a process did, and what concerned an object: whichever the card is of. */
    | { readonly what: "card"; readonly card: ProcessId | ObjectId };

/** Each question with the answer to it. */
export interface Answers {
    readonly slice: readonly LaneSlice[];
    readonly moment: Moment | null;
    readonly arrows: readonly Arrow[];
    readonly rows: { readonly total: number; readonly rows: readonly EventRow[] };
    /** Of so many rows as one can carry. */
    readonly text: { readonly text: string; readonly copied: number; readonly total: number };
    readonly search: { readonly matches: number; readonly error: string | null };
    readonly sums: Sums;
    /** seq; null: there is none. */
    readonly step: number | null;
    /** seq */
    readonly eventAt: number;
    readonly eventsOfLine: readonly EventRow[];
    readonly lineNotes: readonly FileNotes[];
    readonly summary: Summary;
}

export interface Questions {
    readonly slice: {
        /** In rising order. */
        readonly parts: readonly SlicePart[];
        /** Each with those that are drawn in it. */
        readonly lanes: readonly { readonly id: string; readonly members: readonly string[] }[];
    };
    readonly moment: { readonly seq: number };
    readonly arrows: { readonly seq: number };
    readonly rows: {
        readonly order: RowOrder;
        readonly descending: boolean;
        readonly onlyMatches: boolean;
        readonly start: number;
        readonly count: number;
    };
    /** Of all rows, or of those in a stretch of time. */
    readonly text: {
        readonly order: RowOrder;
        readonly descending: boolean;
        readonly onlyMatches: boolean;
        readonly within: Stretch | null;
        readonly form: "text" | "json";
    };
    readonly search: { readonly text: string };
    readonly sums: Stretch;
    readonly step: { readonly from: number; readonly direction: 1 | -1; readonly of: StepOf };
    /** The nearest event of these lanes; without lanes, the last event until then. */
    readonly eventAt: { readonly time: number; readonly lanes: readonly string[] };
    readonly eventsOfLine: { readonly file: string; readonly line: number };
    readonly lineNotes: Record<string, never>;
    readonly summary: Record<string, never>;
}

export type QuestionName = keyof Questions;

export type Question = { readonly [Name in QuestionName]: { readonly name: Name; readonly asked: Questions[Name] } }[QuestionName];

/** The whole trace in numbers. */
export interface Summary {
    readonly processes: readonly {
        readonly id: ProcessId;
        readonly parent: ProcessId | null;
        readonly command: string;
        readonly fate: string;
        /** seq of its first event. */
        readonly first: number;
        readonly began: number;
        readonly lived: number;
        readonly calls: number;
        readonly waited: number;
        /** The longest times in which it waited; none where other threads of it may have gone on. */
        readonly waits: readonly Stretch[];
    }[];
    /** The trace's last moment. */
    readonly end: number;
    readonly waiting: Sums["waiting"];
    readonly flows: readonly { readonly from: ProcessId; readonly to: ProcessId; readonly by: ObjectId; readonly bytes: number }[];
    readonly longestWaits: readonly { readonly event: EventLink; readonly length: number; readonly for: string }[];
    readonly errors: readonly { readonly text: string; readonly times: number; readonly first: EventLink }[];
    readonly notes: readonly string[];
    /** Of the recording, in the order in which they are shown. */
    readonly circumstances: readonly { readonly name: string; readonly value: string }[];
}
