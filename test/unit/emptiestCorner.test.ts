import assert from "node:assert/strict";
import { emptiestCorner } from "../../webview/tools/emptiestCorner";

const window = { width: 1000, height: 600 };
const map = { width: 170, height: 130 };
const at = (x: number, y: number): { x: number; y: number; width: number; height: number } => ({ x, y, width: 200, height: 100 });

describe("the emptiest corner of a window", () => {
    it("is the one where it is, while nothing lies there", () => {
        assert.deepEqual(emptiestCorner(window, map, [], "bottom right"), { corner: "bottom right", covered: 0 });
        assert.deepEqual(emptiestCorner(window, map, [at(800, 500)], "top left"), { corner: "top left", covered: 0 });
    });

    it("is another one where nothing lies", () => {
        assert.deepEqual(emptiestCorner(window, map, [at(800, 500)], "bottom right"), { corner: "bottom left", covered: 0 });
        assert.deepEqual(emptiestCorner(window, map, [at(800, 500), at(0, 500)], "bottom right"), { corner: "top right", covered: 0 });
    });

    it("is the one of which the least is covered, and says how much", () => {
        const all = [at(800, 500), at(0, 500), at(0, 0), at(950, 130)];
        assert.deepEqual(emptiestCorner(window, map, all, "bottom right"), { corner: "top right", covered: 28 * 12 });
    });
});
