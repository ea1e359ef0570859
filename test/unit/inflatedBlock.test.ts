import assert from "node:assert/strict";
import { deflateRawSync } from "node:zlib";
import { recordsOfBlock } from "../../tracer/trace/block";
import { checksum } from "../../tracer/trace/checksum";
import { inflatedBlock } from "../../tracer/traceFile/inflatedBlock";
import { SeededRandom } from "../kernel/random/seededRandom";
import { u32 } from "./traceBytes";

function blockOf(records: Buffer): Buffer {
    return Buffer.concat([u32(records.length), u32(checksum(records)), deflateRawSync(records, { level: 2 })]);
}

/** Null: it says that the block is damaged. */
function madeBy(inflate: (payload: Uint8Array) => Uint8Array, payload: Buffer): Buffer | null {
    try {
        return Buffer.from(inflate(payload));
    } catch (error) {
        assert.ok(error instanceof RangeError);
        return null;
    }
}

describe("a block, inflated by zlib", () => {
    it("is what it was deflated from, whatever its length", () => {
        for (const length of [0, 1, 63, 64, 5000, 1 << 17, 1 << 20]) {
            const records = Buffer.from("a record and ".repeat(length / 13 + 1).slice(0, length));
            assert.ok(records.equals(inflatedBlock(blockOf(records))), `${length} bytes`);
        }
    });

    it("is judged as without zlib, whatever is wrong with it", () => {
        const random = new SeededRandom(1);
        const whole = blockOf(Buffer.from("one record, another record, and a third record".repeat(30)));
        const cut = Array.from({ length: whole.length }, (_, length) => whole.subarray(0, length));
        const changed = Array.from({ length: 1000 }, () => {
            const other = Buffer.from(whole);
            other[random.below(other.length)] = random.below(256);
            return other;
        });
        const longer = Buffer.concat([whole, Buffer.from("behind it")]);
        let damaged = 0;
        for (const payload of [...cut, ...changed, longer]) {
            const expected = madeBy(recordsOfBlock, payload);
            assert.deepEqual(madeBy(inflatedBlock, payload), expected);
            if (expected === null) damaged += 1;
        }
        assert.ok(damaged > cut.length, `${damaged} are damaged`);
        assert.notEqual(madeBy(inflatedBlock, longer), null);
    });
});
