import assert from "node:assert/strict";
import { patched, patchOf } from "../../tracer/review/packing/patch";
import { SeededRandom } from "../kernel/random/seededRandom";

function randomBytes(random: SeededRandom, length: number): Uint8Array {
    return Uint8Array.from({ length }, () => random.below(256));
}

/** Pieces of the base, some of them moved, with other bytes between them. */
function variantOf(base: Uint8Array, random: SeededRandom): Uint8Array {
    const pieces: number[] = [];
    for (let at = 0; at < base.length; at += 1 + random.below(400)) {
        if (random.chance(30)) pieces.push(...randomBytes(random, random.below(20)));
        const from = random.chance(20) ? random.below(base.length) : at;
        pieces.push(...base.subarray(from, from + random.below(400)));
    }
    return Uint8Array.from(pieces);
}

describe("the patch of some bytes by others", () => {
    it("makes what it was made of, whatever both are", () => {
        const random = new SeededRandom(1);
        const none = new Uint8Array();
        for (const [base, target] of [
            [none, none],
            [none, randomBytes(random, 100)],
            [randomBytes(random, 100), none],
            [new Uint8Array(5000), new Uint8Array(9000)],
        ] as const) {
            assert.deepEqual(patched(base, patchOf(base, target)), target);
        }
        for (let round = 0; round < 100; round++) {
            const base = randomBytes(random, random.below(5000));
            const target = variantOf(base, random);
            assert.deepEqual(patched(base, patchOf(base, target)), target, `round ${round}`);
        }
    });

    it("is short where they have much in common, also further back than deflating looks", () => {
        const random = new SeededRandom(2);
        const base = randomBytes(random, 100_000);
        const target = Uint8Array.from([...base.subarray(60_000), 1, 2, 3, ...base.subarray(0, 60_000)]);
        assert.ok(patchOf(base, target).length < 50);
    });

    it("that does not fit is refused", () => {
        const random = new SeededRandom(3);
        const base = randomBytes(random, 1000);
        const patch = patchOf(base, variantOf(base, random));
        assert.throws(() => patched(base.subarray(0, 10), patch), RangeError);
        for (const length of [0, 1, 10, patch.length - 1]) assert.throws(() => patched(base, patch.subarray(0, length)), RangeError);
    });
});
