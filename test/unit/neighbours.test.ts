import assert from "node:assert/strict";
import { nearest, neighbour } from "../../webview/neighbours";

const box = (x: number, y: number) => ({ x, y, width: 100, height: 50 });
const boxes = new Map([
    ["p1", box(0, 0)],
    ["p2", box(0, 100)],
    ["ofd1", box(200, 20)],
    ["ofd2", box(200, 120)],
    ["pipe1", box(400, 60)],
]);

describe("arrow keys in the diagram", () => {
    it("go up and down in a column", () => {
        assert.equal(neighbour(boxes, "p1", "down"), "p2");
        assert.equal(neighbour(boxes, "p2", "up"), "p1");
        assert.equal(neighbour(boxes, "p2", "down"), null);
    });

    it("go to the nearest card of the next column, not past it", () => {
        assert.equal(neighbour(boxes, "p2", "right"), "ofd2");
        assert.equal(neighbour(boxes, "pipe1", "left"), "ofd1");
        assert.equal(neighbour(boxes, "p1", "left"), null);
    });
});

describe("arrow keys in Channels", () => {
    it("go to the nearest card on that side, one straight ahead before one aside", () => {
        assert.equal(nearest(boxes, "p1", "down"), "p2");
        assert.equal(nearest(boxes, "p1", "right"), "ofd1");
        assert.equal(nearest(boxes, "p2", "right"), "ofd2");
        assert.equal(nearest(boxes, "pipe1", "left"), "ofd1");
        assert.equal(nearest(boxes, "p1", "up"), null);
    });
});
