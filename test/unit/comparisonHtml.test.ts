import assert from "node:assert/strict";
import { comparisonHtml } from "../../extension/comparing/comparisonHtml";
import type { Comparison } from "../../tracer/comparison/compareTraces";

const moment = { seq: 7, time: 0.5, text: 'wrote "</td><script>" & more', source: { file: "/a/<b>.c", line: 3, function: null } };
const same: Comparison = { programs: null, breaksOff: { first: false, second: false }, differences: [], atEnd: [] };

function page(comparison: Partial<Comparison>): string {
    const files = { first: "/t/<one>.ipctrace", second: "/t/other.ipctrace" };
    const linkTo = (): string => 'command:show?"';
    return comparisonHtml({ ...same, ...comparison }, files, { nonce: "n", linkTo }).replace(/<style[^]*<\/style>/, "");
}

describe("the page of a comparison", () => {
    it("has no tag and no attribute from the names and texts of programs", () => {
        const difference = { process: "p1<i>", same: 1, first: moment, second: moment };
        const html = page({ differences: [difference], atEnd: [{ what: "<b>", property: "<u>", first: "<s>", second: null }] });
        const tags = new Set([...html.matchAll(/<\/?([a-z0-9]+)/gi)].map(([, name]) => name));
        for (const name of ["script", "i", "b", "u", "s", "one"]) assert.ok(!tags.has(name), `<${name}>`);
        assert.match(html, /href="command:show\?&quot;"/);
        assert.match(html, /&lt;one&gt;\.ipctrace and other\.ipctrace/);
    });

    it("says where nothing more is done, and where that is not known", () => {
        const difference = { process: "p1", same: 2, first: moment, second: null };
        assert.match(page({ differences: [difference] }), /nothing more/);
        const cut = page({ differences: [difference], breaksOff: { first: false, second: true } });
        assert.ok(!cut.includes("nothing more"));
        assert.match(cut, /not known: the recording breaks off/);
        assert.match(cut, /other\.ipctrace breaks off/);
    });

    it("says that there is no difference", () => {
        const html = page({});
        assert.match(html, /There is no difference\./);
        assert.ok(!html.includes("<table"));
    });
});
