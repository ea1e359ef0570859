import assert from "node:assert/strict";
import { rowRoom } from "../../webview/review/timeline/rowRoom";

describe("the room of the timeline's rows", () => {
    it("is large where there are few, with the strip of the whole trace", () => {
        assert.deepEqual(rowRoom(2, 290), { height: 32, map: true });
        assert.deepEqual(rowRoom(8, 290), { height: 22, map: true });
    });

    it("is small enough for all of them, and the strip gives way", () => {
        for (const rows of [2, 3, 4, 5, 6, 7, 8, 9]) {
            const { height, map } = rowRoom(rows, 180);
            assert.ok(rows * height <= 180 - 52 - (map ? 44 : 0), `${rows} rows of ${height}`);
        }
        assert.deepEqual(rowRoom(9, 180), { height: 13, map: false });
        assert.deepEqual(rowRoom(2, 100), { height: 22, map: false });
    });

    it("is never too small to be read: one scrolls", () => {
        assert.deepEqual(rowRoom(40, 180), { height: 17, map: false });
        assert.deepEqual(rowRoom(40, 290), { height: 22, map: true });
    });
});
