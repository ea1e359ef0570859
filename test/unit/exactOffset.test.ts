import assert from "node:assert/strict";
import { exactOffset } from "../../tracer/interpret/exactOffset";

describe("exact offsets", () => {
    it("are numbers as far as numbers go", () => {
        assert.equal(exactOffset(0n), 0);
        assert.equal(exactOffset(2n ** 53n - 1n), 2 ** 53 - 1);
    });

    it("are unknown beyond: the end of a directory of ext4", () => {
        assert.equal(exactOffset(2n ** 63n - 1n), null);
        assert.equal(exactOffset(2 ** 53), null);
    });
});
