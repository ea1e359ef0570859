import assert from "node:assert/strict";
import { IdMap } from "../../tracer/model/idMap";

describe("the persistent map", () => {
    it("behaves as a Map does, through thousands of changes, in the order of the names", () => {
        let map: IdMap<number> = IdMap.none;
        const model = new Map<string, number>();
        let seed = 1;
        for (let step = 0; step < 5000; step++) {
            seed = (seed * 1103515245 + 12345) % 2147483648;
            const key = `p${seed % 300}`;
            if (seed % 3 === 0) {
                map = map.without(key);
                model.delete(key);
            } else {
                map = map.with(key, step);
                model.set(key, step);
            }
        }
        const sorted = [...model].sort(([a], [b]) => Number(a.slice(1)) - Number(b.slice(1)));
        assert.deepEqual([...map], sorted);
        assert.equal(map.size, model.size);
        assert.deepEqual(
            [...map.keys()],
            sorted.map(([key]) => key),
        );
        for (const [key, value] of model) assert.equal(map.get(key), value);
    });

    it("leaves the map before a change as it was", () => {
        const before = IdMap.of(
            new Map([
                ["p1", 1],
                ["p2", 2],
            ]),
        );
        before.with("p3", 3);
        before.without("p1");
        assert.deepEqual(
            [...before],
            [
                ["p1", 1],
                ["p2", 2],
            ],
        );
    });

    it("stays shallow when names come in their order: without balance, recursion would run out of stack", () => {
        let map: IdMap<number> = IdMap.none;
        for (let index = 0; index < 100_000; index++) map = map.with(`ofd${index}`, index);
        assert.equal(map.size, 100_000);
        assert.equal([...map.values()].at(-1), 99_999);
    });
});
