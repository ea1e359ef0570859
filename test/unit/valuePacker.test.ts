import assert from "node:assert/strict";
import { ByteReader } from "../../tracer/review/packing/byteReader";
import { ByteWriter } from "../../tracer/review/packing/byteWriter";
import { ValuePacker } from "../../tracer/review/packing/valuePacker";
import { Words } from "../../tracer/review/words";

const values: readonly unknown[] = [
    null,
    undefined,
    true,
    false,
    0,
    239,
    240,
    2 ** 53 - 1,
    -1,
    -(2 ** 40),
    0.5,
    -0,
    NaN,
    Infinity,
    0n,
    -(2n ** 70n),
    "",
    "pipe1",
    "ü".repeat(100),
    new Uint8Array([0, 1, 255]),
    [],
    [1, "two", [3n]],
    {},
    { a: 1, b: { c: [null], d: undefined } },
    new Map<unknown, unknown>([
        ["p1", { tid: 1 }],
        [2, new Map()],
    ]),
];
const shared = { file: "/a.c", line: 1 };

describe("values as bytes", () => {
    const packer = new ValuePacker(new Words());
    const writer = new ByteWriter();
    for (const value of values) packer.write(writer, value);
    packer.writeShared(writer, shared);
    const bytes = writer.take();

    it("come back equal, and what is shared as itself", () => {
        const reader = new ByteReader(bytes);
        for (const value of values) assert.deepEqual(packer.read(reader), value);
        assert.equal(packer.read(reader), shared);
        assert.equal(reader.offset, bytes.length);
    });

    it("are passed over without being made, each as far as it goes", () => {
        const read = new ByteReader(bytes);
        const passed = new ByteReader(bytes);
        for (let left = values.length; left >= 0; left--) {
            packer.read(read);
            packer.skip(passed);
            assert.equal(passed.offset, read.offset);
        }
    });
});
