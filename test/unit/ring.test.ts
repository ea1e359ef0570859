import assert from "node:assert/strict";
import { addSlots, drainRing, fillRing, frontSlots, pageSlots, placesOf, shortenRing } from "../../tracer/model/kinds/pipe/ring";
import type { Slot } from "../../tracer/model/slot";
import { SeededRandom } from "../kernel/random/seededRandom";

/** Each page for itself. */
function pages(slots: readonly Slot[]): Slot[] {
    return slots.flatMap((slot) => Array.from({ length: slot.pages }, () => ({ ...slot, pages: 1 })));
}

describe("a pipe's ring", () => {
    it("makes no long list of a long write", () => {
        const slots: Slot[] = [];
        assert.equal(fillRing(slots, Infinity, 2 ** 46 + 5, { first: true, packet: false }), 2 ** 46 + 5);
        assert.deepEqual([slots.length, placesOf(slots)], [2, 2 ** 34 + 1]);
        assert.deepEqual([pageSlots(100, 2 ** 46).length, placesOf(pageSlots(100, 2 ** 46))], [3, 2 ** 34 + 1]);
        assert.equal(drainRing(slots, 2 ** 46, true), 0);
        assert.deepEqual(slots, [{ start: 0, length: 5, pages: 1, canMerge: true, packet: false }]);
    });

    it("does the same with runs of pages as with each page for itself", () => {
        const random = new SeededRandom(1);
        const length = (): number => Math.max(1, random.below(4) * 4096 + random.below(3) - 1);
        for (let round = 0; round < 300; round++) {
            let [runs, single]: [Slot[], Slot[]] = [[], []];
            for (let step = 0; step < 20; step++) {
                const [bytes, capacity] = [length(), 4096 * (1 + random.below(8))];
                const [first, packet] = [random.below(2) === 0, random.below(4) === 0];
                const added = pageSlots(random.below(3) * 2048, bytes);
                const operations: readonly ((slots: Slot[], each: (slots: readonly Slot[]) => readonly Slot[]) => unknown)[] = [
                    (slots) => fillRing(slots, capacity, bytes, { first, packet }),
                    (slots, each) => addSlots(slots, capacity, each(added)),
                    (slots) => drainRing(slots, bytes, first),
                    (slots) => shortenRing(slots, bytes),
                    (slots) => pages(frontSlots(slots, bytes, first)),
                ];
                const operation = operations[random.below(operations.length)];
                assert.deepEqual(
                    operation?.(runs, (slots) => slots),
                    operation?.(single, pages),
                );
                assert.deepEqual(pages(runs), pages(single));
                [runs, single] = [[...runs], pages(single)];
            }
        }
    });
});
