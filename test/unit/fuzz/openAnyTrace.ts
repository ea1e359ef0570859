/** Opens the bytes of a trace as the editor's page does, and asks all that the page asks. */
import { type QuestionName, type Questions } from "../../../webview/protocol/questions";
import { TraceAnswers } from "../../../webview/reading/traceAnswers";
import { TraceOpening } from "../../../webview/reading/traceOpening";
import type { OpenedTrace } from "../../../webview/reading/openedTrace";
import { TraceError } from "../../../tracer/trace/traceError";
import type { SeededRandom } from "../../kernel/random/seededRandom";

/** The events that could be read; what is no trace gives none. In pieces, of which what is there already is asked about, too. */
export async function openAnyTrace(bytes: Buffer, random: SeededRandom): Promise<number> {
    const opening = new TraceOpening("trace", bytes.length, {
        progress: (part) => {
            if (!(part >= 0 && part <= 1)) throw new RangeError(`${part} of the trace was read`);
        },
        stacks: (_modules, stacks) => {
            const lines = stacks.map(({ id }) => ({ id, source: null, library: null, variable: null, places: [] }));
            queueMicrotask(() => opening.learn(lines, []));
        },
        pause: () => Promise.resolve(),
    });
    const cut = random.below(bytes.length + 1);
    let opened: OpenedTrace;
    try {
        for (const piece of [bytes.subarray(0, cut), bytes.subarray(cut)]) await opening.push(piece);
        opened = await opening.finish();
    } catch (error) {
        if (error instanceof TraceError) return 0;
        throw error;
    }
    const answers = new TraceAnswers(opened.trace, opened.stacks, opened.notices);
    askAll(answers, random);
    return opened.trace.length;
}

function askAll(answers: TraceAnswers, random: SeededRandom): void {
    const { end, events, lanes } = answers.overview();
    const ask = <Name extends QuestionName>(name: Name, asked: Questions[Name]): unknown =>
        answers.answer({ name, asked } as Parameters<TraceAnswers["answer"]>[0]);
    ask("search", { text: 'result:<0 kind:* "a"' });
    for (let seq = 0; seq <= events; seq++) {
        ask("moment", { seq });
        ask("arrows", { seq });
        answers.placeOf(seq);
        answers.isSettled(seq);
        answers.caption(seq);
    }
    const ids = lanes.map(({ id }) => id);
    const slices = answers.answer({
        name: "slice",
        asked: { parts: [{ from: 0, to: end, pixels: 100 }], lanes: ids.map((id) => ({ id, members: [id] })) },
    });
    if (!Array.isArray(slices) || slices.length !== ids.length) throw new Error(`${ids.length} lanes have other slices`);
    for (const order of ["time", "duration", "size"] as const) {
        const asked = { order, descending: random.chance(50), onlyMatches: random.chance(50) };
        ask("rows", { ...asked, start: 0, count: events });
        ask("text", { ...asked, within: random.chance(50) ? { from: 0, to: end } : null, form: random.chance(50) ? "text" : "json" });
    }
    ask("sums", { from: 0, to: end });
    for (const direction of [1, -1] as const) ask("step", { from: random.below(events + 1), direction, of: { what: "match" } });
    ask("eventAt", { time: random.below(end + 1), lanes: ids });
    ask("eventsOfLine", { file: "/a.c", line: 1 });
    ask("lineNotes", {});
    ask("summary", {});
}
