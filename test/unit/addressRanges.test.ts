/** Where the code of a unit stands, by .debug_aranges. */
import assert from "node:assert/strict";
import { readAddressRanges } from "../../tracer/symbols/dwarf/addressRanges";

/** A set for addresses of 8 bytes: its pairs stand at the next multiple of 16. */
function set(unit: number, pairs: readonly (readonly [bigint, bigint])[], version = 2): Buffer {
    const bytes = Buffer.alloc(16 + 16 * (pairs.length + 1));
    bytes.writeUInt32LE(bytes.length - 4, 0);
    bytes.writeUInt16LE(version, 4);
    bytes.writeUInt32LE(unit, 6);
    bytes.writeUInt8(8, 10);
    pairs.forEach(([from, length], place) => {
        bytes.writeBigUInt64LE(from, 16 + 16 * place);
        bytes.writeBigUInt64LE(length, 24 + 16 * place);
    });
    return bytes;
}

describe("the address ranges of units", () => {
    it("are told by unit, those of one unit together", () =>
        assert.deepEqual(
            [...readAddressRanges(Buffer.concat([set(0, [[0x1000n, 0x10n]]), set(0x80, [[0x2000n, 4n]]), set(0, [[0x3000n, 1n]])]))],
            [
                [
                    0,
                    [
                        { from: 0x1000n, to: 0x1010n },
                        { from: 0x3000n, to: 0x3001n },
                    ],
                ],
                [0x80, [{ from: 0x2000n, to: 0x2004n }]],
            ],
        ));

    it("are not known of a unit whose set has a version that nobody knows", () =>
        assert.deepEqual([...readAddressRanges(Buffer.concat([set(0, [[1n, 1n]], 3), set(7, [])]))], [[7, []]]));

    it("are damaged where a set is longer than the section", () =>
        assert.throws(() => readAddressRanges(set(0, [[1n, 1n]]).subarray(0, 30)), RangeError));
});
