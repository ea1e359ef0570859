import assert from "node:assert/strict";
import { Strip, type Filling } from "../../webview/review/timeline/strip";

const grey: Filling = { top: 2, height: 10, colour: "grey", alpha: 1 };

/** What was filled: from, width, colour. */
function filled(rectangles: readonly (readonly [from: number, to: number, filling: Filling])[]): readonly string[] {
    const done: string[] = [];
    const canvas = {
        fillStyle: "",
        globalAlpha: 1,
        fillRect: (x: number, _y: number, width: number): void => void done.push(`${x}+${width} ${canvas.fillStyle} ${canvas.globalAlpha}`),
    };
    const strip = new Strip(canvas);
    for (const [from, to, filling] of rectangles) strip.add(from, to, filling);
    strip.end();
    return done;
}

describe("rectangles of the timeline", () => {
    it("are one where they touch and look the same", () => {
        assert.deepEqual(
            filled([
                [0, 2, grey],
                [2, 4, grey],
                [5, 6, grey],
                [9, 10, grey],
            ]),
            ["0+6 grey 1", "9+1 grey 1"],
        );
    });

    it("stay apart where they look different, in their order", () => {
        const red = { ...grey, colour: "red" };
        assert.deepEqual(
            filled([
                [0, 3, grey],
                [1, 2, red],
                [2, 4, grey],
            ]),
            ["0+3 grey 1", "1+1 red 1", "2+2 grey 1"],
        );
        assert.equal(
            filled([
                [0, 3, grey],
                [1, 4, { ...grey, alpha: 0.5 }],
                [2, 5, { ...grey, alpha: 0.5, height: 4 }],
            ]).length,
            3,
        );
    });

    it("begin anew with another thread, whose times begin anew", () => {
        assert.deepEqual(
            filled([
                [5, 8, grey],
                [0, 6, grey],
            ]),
            ["5+3 grey 1", "0+6 grey 1"],
        );
    });

    it("are none where there is nothing", () => {
        assert.deepEqual(filled([]), []);
    });
});
