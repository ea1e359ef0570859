import assert from "node:assert/strict";
import type { Box } from "../../webview/card/card";
import { flatPath } from "../bench/measure/flatPath";
import { readabilityOf, type MeasuredLine } from "../bench/measure/readability";

const box = { x: 100, y: 100, width: 200, height: 50 };
const frame = { width: 1000, height: 500 };

function read(lines: readonly string[], zoom = 1): ReturnType<typeof readabilityOf> {
    const all: readonly MeasuredLine[] = lines.map((path) => ({ path, pale: false }));
    return readabilityOf({ boxes: new Map([["p1", box]]), lines: all, zoom, frame });
}

describe("the measures of a picture", () => {
    it("follow every command of a path", () => {
        const pieces = flatPath("M0,0 H10 v20 h-5 V40 L0,0 Q10,0 10,10 C10,20 20,20 20,30");
        assert.deepEqual(
            pieces.slice(0, 5).map(({ to }) => [to.x, to.y]),
            [
                [10, 0],
                [10, 20],
                [5, 20],
                [5, 40],
                [0, 0],
            ],
        );
        assert.deepEqual(pieces[16]?.to, { x: 10, y: 10 });
        assert.deepEqual(pieces.at(-1)?.to, { x: 20, y: 30 });
        assert.throws(() => flatPath("M0,0 A5,5 0 0 1 9,9"), /"A" in the path/);
    });

    it("find lines through a card, not those that end at it or pass beside it", () => {
        assert.equal(read(["M0,120 H400"]).throughCards, 1, "through it");
        assert.equal(read(["M50,90 C200,90 200,160 350,160"]).throughCards, 1, "a curve");
        assert.equal(read(["M0,120 H100", "M0,100 H400", "M300,120 H400", "M0,160 H400"]).throughCards, 0);
    });

    it("count pairs that cross, not those that meet at an end or run along each other", () => {
        assert.equal(read(["M0,0 L50,50", "M0,50 L50,0", "M0,25 H60"]).crossings, 0 + 3);
        assert.equal(read(["M0,0 L50,50", "M50,50 L90,0", "M0,0 H40", "M20,0 H70"]).crossings, 0);
    });

    it("find words over a line, over other words and over a card, not those beside them", () => {
        const words = (x: number, y: number): Box => ({ x, y, width: 40, height: 10 });
        const covered = (labels: readonly Box[], path = "M0,20 H90"): number =>
            readabilityOf({ boxes: new Map([["p1", box]]), lines: [{ path, pale: false }], labels, zoom: 1, frame }).coveredWords;
        assert.equal(covered([words(0, 8)]), 0, "over its line");
        assert.equal(covered([words(0, 15)]), 1, "on it");
        assert.equal(covered([words(0, 0), words(30, 5)]), 2, "each on the other");
        assert.equal(covered([words(70, 120)]), 1, "half below the card");
        assert.equal(covered([words(60, 120)]), 0, "beside it");
    });

    it("leave out what shows only when it is pointed at", () => {
        const lines = ["M0,120 H400", "M0,0 L50,50", "M0,50 L50,0"].map((path) => ({ path, pale: true }));
        const { throughCards, crossings } = readabilityOf({ boxes: new Map([["p1", box]]), lines, zoom: 1, frame });
        assert.deepEqual([throughCards, crossings], [0, 0]);
    });

    it("say what of the window is unused, and how small its text is", () => {
        assert.deepEqual(read([]), {
            throughCards: 0,
            crossings: 0,
            coveredWords: 0,
            unusedWidth: 80,
            smallestText: 10,
            outOfSight: 0,
            zoom: 100,
        });
        const { unusedWidth, smallestText, outOfSight } = read([], 4);
        assert.deepEqual([unusedWidth, smallestText, outOfSight], [20, 40, 1]);
    });
});
