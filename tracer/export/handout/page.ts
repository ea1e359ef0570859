/** What a handout says of one moment. */
import { advance } from "../../model/apply";
import { Draft } from "../../model/draft";
import { Folding } from "../../model/folding/folding";
import { sentence } from "../../model/sentence";
import type { RecordedTrace } from "../../review/recordedTrace";
import type { Moment, Place } from "./moments";

export interface HandoutLine {
    /** seq of the (first) event. */
    readonly seq: number;
    readonly process: string;
    readonly text: string;
    readonly place: Place | null;
}

export interface HandoutPage {
    readonly moment: Moment;
    /** Seconds since the start of the trace. */
    readonly time: number;
    /** What the event did, and what follows from it. */
    readonly text: string;
    readonly explanation: string | null;
    readonly place: Place | null;
    /** What happened since the page before; what programs do to start up is one line. */
    readonly since: readonly HandoutLine[];
}

/** In the order of their moments, each once. */
export function* pagesOf(trace: RecordedTrace, moments: readonly Moment[]): Generator<HandoutPage, void, void> {
    const bySeq = new Map([...moments].reverse().map((moment) => [moment.seq, moment]));
    const draft = new Draft();
    let folding = new Folding<HandoutLine>();
    let since: HandoutLine[] = [];
    const take = (lines: ReturnType<typeof folding.rest>): void => {
        for (const each of lines) since.push("line" in each ? each.line : folded(each.fold));
    };
    for (let seq = 1; seq <= trace.length; seq++) {
        const event = trace.event(seq);
        advance(draft, event);
        const { text, explanation } = sentence(event, draft.now);
        const place = event.source ?? null;
        take(folding.take(event, { seq, process: event.process, text, place }, draft.now));
        const moment = bySeq.get(seq);
        if (moment === undefined) continue;
        take(folding.rest());
        yield { moment, time: event.time, text, explanation, place: moment.place ?? place, since };
        folding = new Folding<HandoutLine>();
        since = [];
    }
}

function folded({
    first,
    text,
    source,
}: {
    readonly first: HandoutEvent;
    readonly text: string;
    readonly source: Place | undefined;
}): HandoutLine {
    return { seq: first.seq, process: first.process, text, place: source ?? null };
}

type HandoutEvent = Pick<HandoutLine, "seq" | "process">;
