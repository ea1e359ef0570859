import assert from "node:assert/strict";
import { handout } from "../../tracer/export/handout/handout";
import { commentsIn, marksIn, stopsIn, type Moment } from "../../tracer/export/handout/moments";
import { pagesOf } from "../../tracer/export/handout/page";
import { type RecordedTrace } from "../../tracer/review/recordedTrace";
import { reviewAtOnce } from "./reviewed";

/** Its events have the lines of /src/a.c that the script's lines stand for. */
const story = `
    p1 pipe 3 4
    p1 fork p2
    p2 close 4
    p1 write 4 "<b>"
    p2 read 3 "<b>"
    p2 exits 3`;

const source = ["/* Stop 1: a pipe. */ pipe(ends);", "fork(); // no stop", "// Stop 2 (child): close.", "write();", "read();"].join("\n");

function seqOf(trace: RecordedTrace, kind: string): number {
    for (let seq = 1; seq <= trace.length; seq++) if (trace.event(seq).kind === kind) return seq;
    throw new Error(`there is no ${kind}`);
}

function sourcePlaces(trace: RecordedTrace): (seq: number) => readonly { file: string; line: number }[] {
    return (seq) => [trace.event(seq).source ?? []].flat();
}

describe("a handout", () => {
    const trace = reviewAtOnce(story);

    it("shows the moments at which the source says that one is to stop", () => {
        const moments = commentsIn(trace, (file) => (file === "/src/a.c" ? source : null), sourcePlaces(trace));
        assert.deepEqual(moments, [
            { seq: seqOf(trace, "pipeCreated") - 1, title: "Stop 1: a pipe.", place: { file: "/src/a.c", line: 1 } },
            { seq: seqOf(trace, "descriptorClosed") - 1, title: "Stop 2 (child): close.", place: { file: "/src/a.c", line: 3 } },
        ]);
        assert.deepEqual(
            commentsIn(trace, () => null, sourcePlaces(trace)),
            [],
        );
    });

    it("finds a stop before a call in the line that led there, and none that is far above", () => {
        const inner = { file: "/src/lib.c", line: 90 };
        const placesOf = (seq: number) => (seq === 9 ? [inner, { file: "/src/a.c", line: 4 }] : []);
        const texts: Readonly<Record<string, string>> = { "/src/a.c": source, "/src/lib.c": "/* Stop 9: far above. */" };
        const moments = commentsIn(trace, (file) => texts[file] ?? null, placesOf);
        assert.deepEqual(moments, [{ seq: 8, title: "Stop 2 (child): close.", place: { file: "/src/a.c", line: 4 } }]);
    });

    it("shows marks and stops", () => {
        const marked = reviewAtOnce("p1 open /dev/ipcscope/phase2 O_RDONLY = ENOENT");
        assert.deepEqual(marksIn(marked), [{ seq: seqOf(marked, "marked"), title: "phase2", place: null }]);
        assert.deepEqual(stopsIn(marked), []);
        const stopped = reviewAtOnce("p1 stops");
        assert.deepEqual(
            stopsIn(stopped).map(({ title }) => title),
            ["p1 stopped"],
        );
    });

    it("tells of each moment what happened since the one before", () => {
        const [first, second] = [seqOf(trace, "pipeCreated"), seqOf(trace, "bytesRead")];
        const moment = (seq: number): Moment => ({ seq, title: null, place: null });
        const pages = [...pagesOf(trace, [moment(second), moment(first), moment(first)])];
        assert.deepEqual(
            pages.map((page) => [page.moment.seq, page.place?.line]),
            [
                [first, 1],
                [second, 5],
            ],
        );
        assert.match(pages[0]?.text ?? "", /^pipe made pipe1/);
        assert.deepEqual(
            pages[1]?.since.map(({ seq }) => seq),
            Array.from({ length: second - first }, (_, index) => first + 1 + index),
        );
    });

    it("is one page that needs nothing else, and texts of the trace are texts", () => {
        const moments = [seqOf(trace, "bytesWritten"), seqOf(trace, "bytesRead")].map((seq) => ({ seq, title: "<i>", place: null }));
        const pages = [...pagesOf(trace, moments)];
        const html = [...handout({ title: "a & b", pages, diagrams: ["<svg>1</svg>", "<svg>2</svg>"], textOf: () => source })].join("");
        assert.match(html, /<h1>a &amp; b<\/h1>/);
        assert.deepEqual(
            [...html.matchAll(/<svg>(\d)<\/svg>/g)].map(([, number]) => number),
            ["1", "2"],
        );
        assert.match(html, /1\. &lt;i&gt; <small>after event \d+, 0\.\d{6} s<\/small>/);
        assert.match(html, /wrote 3 bytes into pipe1: “&lt;b&gt;”/);
        assert.match(html, /<mark><i>4<\/i> write\(\);<\/mark>\n<i>5<\/i> read\(\);/);
        assert.doesNotMatch(html, /<b><b>|<i>\.|https?:|src=|href=/);
    });

    it("leaves out the oldest of many events, and says how many", () => {
        const long = reviewAtOnce(`p1 pipe 3 4\n${'p1 write 4 "x"\n'.repeat(60)}`);
        const pages = [...pagesOf(long, [{ seq: long.length, title: null, place: null }])];
        const html = [...handout({ title: "t", pages, diagrams: [""], textOf: () => null })].join("");
        const shown = [...html.matchAll(/<tr><td>(\d+)<\/td>/g)].map(([, seq]) => Number(seq));
        assert.equal(shown.length, 24);
        assert.equal(shown.at(-1), long.length);
        assert.match(html, new RegExp(`${(pages[0]?.since.length ?? 0) - 24} lines before that are left out`));
    });
});
