import assert from "node:assert/strict";
import { inflateRawSync } from "node:zlib";
import { deflate } from "../../tracer/review/packing/deflate";
import { restored, shrunk } from "../../tracer/review/packing/shrunk";
import { SeededRandom } from "../kernel/random/seededRandom";

function someBytes(random: SeededRandom): Buffer {
    const parts: Buffer[] = [];
    for (let left = random.below(8); left > 0; left--) {
        const length = random.pick([0, 1, 2, 3, 4, 5, 10, 11, 257, 258, 259, 300, 40_000]);
        const kinds = [
            () => Buffer.from(Array.from({ length }, () => random.below(256))),
            () => Buffer.from("what repeats ".repeat(length).slice(0, length)),
            () => Buffer.alloc(length, random.below(256)),
        ];
        parts.push(random.pick(kinds)());
    }
    return Buffer.concat(parts);
}

describe("deflating", () => {
    it("makes what others inflate to the same bytes", () => {
        const random = new SeededRandom(1);
        for (let round = 0; round < 300; round++) {
            const bytes = someBytes(random);
            assert.ok(bytes.equals(inflateRawSync(deflate(bytes))), `round ${round}`);
        }
    });

    it("repeats from every distance and in every length", () => {
        const random = new SeededRandom(2);
        const beginning = Buffer.from(Array.from({ length: 258 }, () => random.below(256)));
        for (let bits = 1; bits <= 16; bits++) {
            for (const between of [(1 << bits) - 260, (1 << bits) - 259, (1 << bits) - 258, (1 << bits) - 257]) {
                if (between < 0) continue;
                const bytes = Buffer.concat([beginning, Buffer.alloc(between), beginning.subarray(0, 3 + random.below(256))]);
                assert.ok(bytes.equals(inflateRawSync(deflate(bytes))), `${between} bytes between`);
            }
        }
        for (let length = 0; length <= 600; length++) {
            const bytes = Buffer.concat([Buffer.from("begins"), Buffer.alloc(length, "1234"), Buffer.from("ends")]);
            assert.ok(bytes.equals(inflateRawSync(deflate(bytes))), `${length} bytes`);
        }
    });

    it("needs a fraction of the room for what repeats, and an eighth more at most", () => {
        assert.ok(deflate(Buffer.from("what repeats ".repeat(1000))).length < 200);
        const random = new SeededRandom(3);
        const noise = Uint8Array.from({ length: 10_000 }, () => random.below(256));
        assert.ok(deflate(noise).length < 11_300);
    });

    it("keeps bytes so that they are there again", () => {
        const bytes = Uint8Array.from({ length: 100_000 }, (_, index) => index % 251);
        assert.deepEqual(restored(shrunk(bytes)), bytes);
        assert.deepEqual(restored(shrunk(new Uint8Array())), new Uint8Array());
        assert.throws(() => restored(shrunk(bytes).subarray(0, 50)), RangeError);
        assert.throws(() => restored(new Uint8Array(3)), RangeError);
    });
});
