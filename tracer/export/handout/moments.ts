/** The moments of a trace that a handout shows. */
import type { Event } from "../../model/event";
import type { RecordedTrace } from "../../review/recordedTrace";

export interface Moment {
    /** The moment after this event. */
    readonly seq: number;
    /** What somebody has said of it; null: nobody has. */
    readonly title: string | null;
    /** The line where somebody stands; null: that of the event. */
    readonly place: Place | null;
}

export interface Place {
    readonly file: string;
    readonly line: number;
}

/** What programs have noted (docs/marks.md). */
export function marksIn(trace: RecordedTrace): readonly Moment[] {
    return momentsOf(trace, (event) => (event.kind === "marked" ? { seq: event.seq, title: event.text, place: null } : null));
}

/** Where the debugger has stopped a process. */
export function stopsIn(trace: RecordedTrace): readonly Moment[] {
    return momentsOf(trace, (event) =>
        event.kind === "processStopped" ? { seq: event.seq, title: `${event.process} stopped`, place: event.source ?? null } : null,
    );
}

function momentsOf(trace: RecordedTrace, momentOf: (event: Event) => Moment | null): readonly Moment[] {
    const moments: Moment[] = [];
    for (let seq = 1; seq <= trace.length; seq++) {
        const moment = momentOf(trace.event(seq));
        if (moment !== null) moments.push(moment);
    }
    return moments;
}

/** So many lines below its comment stands at most what a stop is about. */
const farthest = 8;

/**
 * Where the comments of a source say that one is to stop: "Stop 2 (child): its table is a copy." Each is the moment before the first call that
 * the lines below it led to. `textOf`: a source by its path; null: it is not there. `placesOf`: the lines of an event's stack, the innermost
 * first.
 */
export function commentsIn(
    trace: RecordedTrace,
    textOf: (file: string) => string | null,
    placesOf: (seq: number) => readonly Place[],
): readonly Moment[] {
    const files = new Map<string, readonly Comment[]>();
    const found = new Map<Comment, Moment>();
    for (let seq = 2; seq <= trace.length; seq++) {
        for (const { file, line } of placesOf(seq)) {
            const comments = files.get(file) ?? commentsOf(textOf(file));
            files.set(file, comments);
            const comment = comments.findLast((each) => each.line <= line);
            if (comment === undefined || line - comment.line > farthest || found.has(comment)) continue;
            found.set(comment, { seq: seq - 1, title: comment.text, place: { file, line } });
        }
    }
    return [...found.values()];
}

interface Comment {
    readonly line: number;
    readonly text: string;
}

function commentsOf(text: string | null): readonly Comment[] {
    return (text ?? "").split("\n").flatMap((line, index) => {
        const [, said] = /(?:\/\*|\/\/|#)\s*(Stop(?: \d+| here)\b(?:(?!\*\/).)*)/.exec(line) ?? [];
        return said === undefined ? [] : [{ line: index + 1, text: said.trim() }];
    });
}
