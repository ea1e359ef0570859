import assert from "node:assert/strict";
import { packed } from "../../webview/layout/packed";

describe("many new cards in an empty column", () => {
    it("stand where they want to when there is room", () => {
        assert.deepEqual(
            packed(
                [
                    { wanted: 100, height: 20 },
                    { wanted: 200, height: 20 },
                ],
                40,
                10,
            ),
            [100, 200],
        );
    });

    it("keep the order of what they want, and share the way to a common place", () => {
        const wishes = [100, 100, 96].map((wanted) => ({ wanted, height: 20 }));
        const tops = packed(wishes, 40, 10);
        assert.deepEqual(
            [...tops].sort((one, other) => one - other),
            [tops[2], tops[0], tops[1]],
            "the one that wants to be higher is",
        );
        const mean = tops.reduce((sum, y) => sum + y, 0) / 3;
        assert.ok(Math.abs(mean - 98.7) <= 4, `around ${mean}`);
    });

    it("never begin above the top, and never overlap", () => {
        const wishes = Array.from({ length: 30 }, (_, index) => ({ wanted: (index * 37) % 90, height: 10 + (index % 3) * 20 }));
        const placed = packed(wishes, 44, 8).map((y, index) => ({
            y,
            height: wishes[index]?.height ?? 0,
            wanted: wishes[index]?.wanted ?? 0,
        }));
        placed.sort((one, other) => one.y - other.y);
        assert.ok((placed[0]?.y ?? 0) >= 44);
        for (const [index, { y, height, wanted }] of placed.entries()) {
            const next = placed[index + 1];
            if (next === undefined) continue;
            assert.ok(y + height + 8 <= next.y, `${y} + ${height} and ${next.y}`);
            assert.ok(wanted <= next.wanted, "in the order of what they want");
        }
    });
});
