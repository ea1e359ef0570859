import assert from "node:assert/strict";
import { float64Column, risingColumn, timeColumn, uint16Column, uint32Column, uint8Column, type Column } from "../../tracer/review/column";

/** Longer than a chunk. */
const many = 70_000;

function filled(make: () => Column, value: (index: number) => number, length = many): Column {
    const column = make();
    for (let index = 0; index < length; index++) column.push(value(index));
    return column;
}

function again(make: () => Column, column: Column): Column {
    const loaded = make();
    loaded.load(column.save());
    return loaded;
}

function numbers(column: Column): readonly number[] {
    return Array.from({ length: column.length + 1 }, (_, index) => column.at(index));
}

describe("a column that was saved", () => {
    it("has the same numbers again, whatever they are", () => {
        const lists: readonly (readonly [() => Column, (index: number) => number])[] = [
            [uint8Column, (index) => index % 256],
            [uint16Column, (index) => index % 65536],
            [uint32Column, (index) => (index % 3 === 0 ? 0xffff_ffff : index)],
            [risingColumn, (index) => (index % 5 === 0 ? 0 : 4_000_000_000 - index)],
            [timeColumn, (index) => (index * 1234 + (index % 7)) / 1e9],
            [timeColumn, (index) => index / 3],
            [float64Column, (index) => [2 ** 53, -0, -1.5, Infinity, 7][index % 5] ?? 0],
        ];
        for (const [make, value] of lists) {
            const column = filled(make, value);
            for (const read of [column, again(make, column), column]) {
                for (const [index, number] of numbers(read).entries()) {
                    const expected = index === many ? 0 : value(index);
                    assert.ok(Object.is(number, expected), `${make.name}: ${number} instead of ${expected} at ${index}`);
                }
            }
            assert.deepEqual(again(make, again(make, column)).save(), column.save());
        }
        for (const length of [0, 1, 65_536]) {
            assert.deepEqual(
                numbers(
                    again(
                        uint32Column,
                        filled(uint32Column, (index) => index, length),
                    ),
                ).length,
                length + 1,
            );
        }
    });

    it("takes two bytes for a time that is near the one before it", () => {
        const { chunks } = filled(timeColumn, (index) => (index * 1000 + ((index * 7919) % 997)) / 1e9).save();
        assert.ok(chunks.reduce((sum, chunk) => sum + chunk.length, 0) < 2.2 * many);
    });
});
