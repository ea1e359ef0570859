import assert from "node:assert/strict";
import type { Questions } from "../../webview/protocol/questions";
import { Stacks } from "../../webview/reading/stacks";
import { TraceAnswers } from "../../webview/reading/traceAnswers";
import { lsWc } from "../webview/stories/lsWc";
import { reviewOf } from "./reviewed";

const { events } = lsWc();
const all: Questions["text"] = { order: "time", descending: false, onlyMatches: false, within: null, form: "text" };

function linesOf(asked: Partial<Questions["text"]>, search = ""): readonly string[] {
    const answers = new TraceAnswers(reviewOf(events), new Stacks(), []);
    answers.answer({ name: "search", asked: { text: search } });
    const { text, copied, total } = answers.answer({ name: "text", asked: { ...all, ...asked } }) as {
        readonly text: string;
        readonly copied: number;
        readonly total: number;
    };
    assert.deepEqual([copied, total], [text.split("\n").length - 1, copied]);
    return text.trimEnd().split("\n");
}

const seqOf = (line: string): number => Number(line.split("\t")[0]);

describe("the rows of a trace as text", () => {
    it("are all rows, in the order of the list", () => {
        assert.deepEqual(
            linesOf({}).map(seqOf),
            events.map(({ seq }) => seq),
        );
        assert.deepEqual(linesOf({ descending: true }).map(seqOf), events.map(({ seq }) => seq).reverse());
        const largest = linesOf({ order: "size", descending: true }).slice(0, 2);
        assert.deepEqual(
            largest.map((line) => line.split("\t")[3]),
            ["read(0) = 23 · pipe1", "write(1) = 23 · pipe1"],
        );
    });

    it("are those that were found, and of a stretch of time", () => {
        const own = events.filter(({ process }) => process === "p2").map(({ seq }) => seq);
        assert.deepEqual(linesOf({ onlyMatches: true }, "process:p2").map(seqOf), own);
        const within = { from: 1_000_000, to: 2_000_000 };
        assert.deepEqual(
            linesOf({ within }).map(seqOf),
            events.filter(({ time }) => time >= 0.001 && time <= 0.002).map(({ seq }) => seq),
        );
    });

    it("are as JSON what `ipcscope events --json` says of them", () => {
        const first = JSON.parse(linesOf({ form: "json" })[0] ?? "") as { readonly seq: number; readonly kind: string };
        assert.deepEqual([first.seq, first.kind], [1, "processStarted"]);
    });
});
