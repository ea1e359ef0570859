import assert from "node:assert/strict";
import { constants, deflateRawSync, type ZlibOptions } from "node:zlib";
import { inflate } from "../../tracer/trace/inflate";
import { SeededRandom } from "../kernel/random/seededRandom";

const { Z_FIXED, Z_HUFFMAN_ONLY, Z_RLE } = constants;
const ways: readonly (readonly [string, ZlibOptions])[] = [
    ["as it is", { level: 0 }],
    ["fast", { level: 1 }],
    ["well", { level: 9 }],
    ["with the fixed codes", { strategy: Z_FIXED }],
    ["without repetitions", { strategy: Z_HUFFMAN_ONLY }],
    ["with repetitions of one byte", { strategy: Z_RLE }],
];

/** Parts that are random, that repeat and that are all the same. */
function someBytes(random: SeededRandom): Buffer {
    const parts: Buffer[] = [];
    for (let left = random.below(8); left > 0; left--) {
        const length = random.pick([0, 1, 2, 5, 300, 40_000]);
        const kinds = [
            () => Buffer.from(Array.from({ length }, () => random.below(256))),
            () => Buffer.from("what repeats ".repeat(length).slice(0, length)),
            () => Buffer.alloc(length, random.below(256)),
        ];
        parts.push(random.pick(kinds)());
    }
    return Buffer.concat(parts);
}

describe("inflating", () => {
    for (const [how, options] of ways) {
        it(`gives what was deflated ${how}`, () => {
            const random = new SeededRandom(1);
            for (let round = 0; round < 40; round++) {
                const bytes = someBytes(random);
                assert.ok(bytes.equals(inflate(deflateRawSync(bytes, options), bytes.length)), `round ${round}`);
            }
        });

        it(`refuses what is cut, or claims another length, deflated ${how}`, () => {
            const bytes = Buffer.from("a text, and a text, and a text, and a text".repeat(3));
            const deflated = deflateRawSync(bytes, options);
            for (let length = 0; length < deflated.length; length++) {
                assert.throws(() => inflate(deflated.subarray(0, length), bytes.length), RangeError, `cut at ${length}`);
            }
            for (const length of [0, bytes.length - 1, bytes.length + 1]) assert.throws(() => inflate(deflated, length), RangeError);
        });

        it(`ends with a RangeError at the latest where a byte of it is another one, deflated ${how}`, () => {
            const random = new SeededRandom(2);
            const bytes = Buffer.from("a text, and a text, and another, and a text".repeat(9));
            const deflated = deflateRawSync(bytes, options);
            let refused = 0;
            for (let round = 0; round < 500; round++) {
                const damaged = Buffer.from(deflated);
                damaged[random.below(damaged.length)] = random.below(256);
                try {
                    assert.equal(inflate(damaged, bytes.length).length, bytes.length);
                } catch (error) {
                    assert.ok(error instanceof RangeError, String(error));
                    refused += 1;
                }
            }
            assert.ok(refused > 0);
        });
    }

    it("refuses codes that no data has", () => {
        const kindOfBlock3 = Buffer.from([0b111]);
        const tooManyWords = Buffer.from([0b101, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]);
        const text = Buffer.from("what stands in no data before it");
        const beforeTheBeginning = deflateRawSync(text, { dictionary: text });
        assert.throws(() => inflate(kindOfBlock3, 1), RangeError);
        assert.throws(() => inflate(tooManyWords, 100), RangeError);
        assert.throws(() => inflate(beforeTheBeginning, text.length), RangeError);
    });
});
