/** A trace that grows while its programs run: what has come so far is asked about like a whole one. */
import { advance } from "../../tracer/model/apply";
import { Draft } from "../../tracer/model/draft";
import type { Event } from "../../tracer/model/event";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { Stacks } from "./stacks";
import { TraceAnswers } from "./traceAnswers";

/** Events that wait are objects, which need far more room than what is made of them. */
const mostWaiting = 100_000;

export class LiveTrace {
    private readonly trace = new RecordedTrace();
    private readonly draft = new Draft();
    /** What nobody has asked about yet: while programs run fast, the pictures come first. */
    private readonly waiting: (readonly Event[])[] = [];
    private waitingEvents = 0;
    private made: { readonly answers: TraceAnswers; readonly length: number } | null = null;

    /** How many events have come. */
    get length(): number {
        this.take();
        return this.trace.length;
    }

    append(events: readonly Event[]): void {
        this.waiting.push(events);
        this.waitingEvents += events.length;
        // The oldest alone: all of them would stop the pictures for a while.
        while (this.waitingEvents > mostWaiting) this.takeOldest();
    }

    /** Nothing comes for a while: time to take what waits. */
    rest(): void {
        this.take();
    }

    /** Of all that has come until now. */
    get answers(): TraceAnswers {
        const { length } = this;
        if (this.made === null) {
            this.made = { answers: new TraceAnswers(this.trace, new Stacks(), []), length };
        } else if (this.made.length < length) {
            this.made.answers.grow([]);
            this.made = { ...this.made, length };
        }
        return this.made.answers;
    }

    /** Of what had come when `answers` was asked for last: a moment of the past is the same for ever. */
    get answersSoFar(): TraceAnswers {
        return this.made?.answers ?? this.answers;
    }

    private take(): void {
        while (this.waiting.length > 0) this.takeOldest();
    }

    private takeOldest(): void {
        const events = this.waiting.shift() ?? [];
        this.waitingEvents -= events.length;
        this.add(events);
    }

    /** Those of one return of a call, which have one thread and one time, are taken together. */
    private add(events: readonly Event[]): void {
        let from = 0;
        for (const [at, event] of events.entries()) {
            advance(this.draft, event);
            const next = events[at + 1];
            if (next?.tid === event.tid && next.time === event.time) continue;
            this.trace.append(events.slice(from, at + 1), () => this.draft.look());
            from = at + 1;
        }
    }
}
