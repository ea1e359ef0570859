/** Answers what the page asks about a trace that has been read. */
import type { State } from "../../tracer/model/state";
import { LineNotes, type FileNotes } from "../../tracer/model/lineNotes";
import { emptyState } from "../../tracer/model/state";
import type { ProcessId } from "../../tracer/model/identities";
import { sentence, type Sentence } from "../../tracer/model/sentence";
import type { Event } from "../../tracer/model/event";
import type { RecordedTrace } from "../../tracer/review/recordedTrace";
import type { Answers, Overview, Question, QuestionName, Questions } from "../protocol/questions";
import type { Found } from "./found";
import { looksOf } from "./looks";
import { arrowsOf, momentOf } from "./moment";
import { eventsOfLine, Rows } from "./rows";
import { search } from "./searching";
import { Slicer } from "./slice";
import type { Stacks } from "./stacks";
import { eventAt, stepFrom } from "./stepping";
import { summaryOf } from "./summary";
import { sumsOf } from "./sums";
import { TraceIndex } from "./traceIndex";

/** In nanoseconds: who has not gone on in that time waits for somebody else. */
const aWhile = 1e8;

type Answerers = { readonly [Name in QuestionName]: (asked: Questions[Name]) => Answers[Name] };

export class TraceAnswers {
    private readonly index: TraceIndex;
    private rows: Rows;
    private readonly slicer: Slicer;
    private found: Found | null = null;

    constructor(
        readonly trace: RecordedTrace,
        private readonly stacks: Stacks,
        private notices: readonly string[],
    ) {
        this.index = new TraceIndex(trace);
        this.rows = new Rows(this.index);
        this.slicer = new Slicer(this.index, looksOf(trace.events), () => this.found);
    }

    /** The trace has grown since; what was found stays so. */
    grow(notices: readonly string[]): void {
        this.notices = notices;
        this.index.grow();
        this.rows = new Rows(this.index);
    }

    overview(): Overview {
        const { index, notices, trace } = this;
        return {
            events: trace.length,
            end: index.end,
            lanes: index.lanes,
            stops: index.stops,
            idle: index.idle(),
            notices,
            density: index.density(),
        };
    }

    /** Of the beginning: in the lane of the first process. */
    placeOf(seq: number): { readonly seq: number; readonly time: number; readonly lane: string } {
        return { seq, time: this.index.time(seq), lane: seq === 0 ? "p1" : this.index.laneOf(seq) };
    }

    /** Whose the event is. */
    pidAt(seq: number): number {
        return this.trace.events.thread(seq).pid;
    }

    answer({ name, asked }: Question): Answers[QuestionName] {
        return (this.answerers[name] as (asked: Questions[QuestionName]) => Answers[QuestionName])(asked);
    }

    lineNotes(): readonly FileNotes[] {
        const notes = new LineNotes();
        for (let seq = 1; seq <= this.trace.length; seq++) notes.see(this.trace.event(seq));
        return notes.all;
    }

    state(seq: number): State {
        return seq < 1 ? emptyState : this.trace.stateAt(seq);
    }

    /** Nothing happens for a while after the event, or ever. */
    isSettled(seq: number): boolean {
        const { index, trace } = this;
        return seq >= trace.length || (seq > 0 && index.time(seq + 1) - index.time(seq) > aWhile);
    }

    /** What is to be said of the event, and whose it is. */
    caption(seq: number): (Sentence & { readonly process: ProcessId }) | null {
        if (seq < 1) return null;
        const event: Event = this.trace.event(seq);
        return { ...sentence(event, this.state(seq)), process: event.process };
    }

    private readonly answerers: Answerers = {
        slice: ({ parts, lanes }) => lanes.map(({ id, members }) => this.slicer.slice(id, members, parts)),
        moment: ({ seq }) => momentOf(this.index, seq, (event) => this.stacks.placesAt(event.seq)),
        arrows: ({ seq }) => arrowsOf(this.index, seq),
        rows: (asked) => this.rows.rows(asked, this.found),
        text: (asked) => this.rows.text(asked, this.found),
        search: ({ text }) => {
            const { found, error } = search(this.trace, text);
            this.found = found;
            return { matches: found?.seqs.length ?? 0, error };
        },
        sums: (range) => sumsOf(this.index, range),
        step: (asked) => stepFrom(this.index, asked, this.found),
        eventAt: ({ time, lanes }) => eventAt(this.index, time, lanes),
        eventsOfLine: ({ file, line }) => eventsOfLine(this.index, file, line),
        lineNotes: () => this.lineNotes(),
        summary: () => summaryOf(this.index),
    };
}
