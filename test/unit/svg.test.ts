import assert from "node:assert/strict";
import { identity, type Shape, type TextShape } from "../../webview/export/shapes";
import { svgOf } from "../../webview/export/svgOf";

const plain = { fill: { color: "#ff0000", opacity: 1 }, stroke: null, strokeWidth: 0, dash: [] } as const;
const text: TextShape = {
    ...plain,
    kind: "text",
    text: "a",
    x: 1,
    y: 2,
    width: 10.12345,
    size: 12,
    weight: 600,
    italic: false,
    mono: true,
    family: "whatever the page has",
    anchor: "start",
    matrix: identity,
};

function svg(...shapes: readonly Shape[]): string {
    return svgOf({ width: 100, height: 50, shapes }, "x");
}

describe("a picture as SVG", () => {
    it("stands alone: a size, a title, fonts that are everywhere", () => {
        const written = svgOf({ width: 100.4567, height: 50, shapes: [text] }, "leak at event 3");
        assert.match(
            written,
            /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" width="100\.457" height="50" viewBox="0 0 100\.457 50" role="img">\n<title>leak at event 3<\/title>/,
        );
        assert.match(written, /font-family="Consolas, 'DejaVu Sans Mono', Menlo, 'Courier New', monospace"/);
        assert.ok(!written.includes("whatever the page has"));
        assert.match(written, /textLength="10\.123" lengthAdjust="spacingAndGlyphs"/);
    });

    it("escapes text, and what XML does not know is replaced", () => {
        const odd = svg({ ...text, text: '</text><script>alert("&")</script>\u0007\ud800é😀' });
        assert.match(odd, />&lt;\/text&gt;&lt;script&gt;alert\(&quot;&amp;&quot;\)&lt;\/script&gt;\ufffd\ufffdé😀<\/text>/);
        assert.match(svgOf({ width: 1, height: 1, shapes: [] }, "<&>"), /<title>&lt;&amp;&gt;<\/title>/);
    });

    it("writes boxes and lines with their paint, and leaves out what is usual", () => {
        const box: Shape = { ...plain, kind: "rect", x: 1, y: 2, width: 3, height: 4, radius: 0 };
        assert.ok(svg(box).includes('<rect x="1" y="2" width="3" height="4" fill="#ff0000"/>'));
        const line: Shape = {
            kind: "path",
            path: "M0,0 H9",
            fill: null,
            stroke: { color: "#00ff00", opacity: 0.5 },
            strokeWidth: 1.5,
            dash: [7, 4],
            matrix: [1, 0, 0, 1, 5, 6],
        };
        assert.ok(
            svg(line).includes(
                '<path d="M0,0 H9" transform="matrix(1 0 0 1 5 6)" fill="none" stroke="#00ff00" stroke-opacity="0.5" stroke-width="1.5" stroke-dasharray="7 4"/>',
            ),
        );
    });
});
