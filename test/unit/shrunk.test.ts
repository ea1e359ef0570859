import assert from "node:assert/strict";
import { restored, shrunk } from "../../tracer/review/packing/shrunk";

describe("bytes that are kept small", () => {
    const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);

    it("are there again, and need a fraction of the room where they repeat", () => {
        assert.deepEqual(restored(shrunk(bytes)), bytes);
        assert.deepEqual(restored(shrunk(new Uint8Array())), new Uint8Array());
        assert.ok(shrunk(bytes).length < 2000);
    });

    it("are refused where they are damaged, or claim more than they can hold", () => {
        assert.throws(() => restored(shrunk(bytes).subarray(0, 50)), RangeError);
        assert.throws(() => restored(new Uint8Array(3)), RangeError);
        const claims = shrunk(bytes);
        claims.fill(0xff, 0, 4);
        assert.throws(() => restored(claims), RangeError);
    });
});
