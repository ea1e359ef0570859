import assert from "node:assert/strict";
import { RecordStream } from "../../tracer/trace/recordStream";
import { RecordBlocks } from "../../tracer/traceFile/recordBlocks";
import { block, preamble, record, u32, u64, u8 } from "./traceBytes";

const note = (text: string): Buffer => record(16, u64(1), text);
const end = record(15, u64(9), u32(0), u8(0));

describe("records on their way into a file", () => {
    async function written(...records: readonly Buffer[]): Promise<Buffer> {
        const blocks = new RecordBlocks();
        const pieces = records.map((each) => blocks.add(each));
        return Buffer.concat(await Promise.all([...pieces, blocks.rest()]));
    }

    /** The texts of the notes, and what is no note by its type. */
    function read(bytes: Buffer): readonly string[] {
        const stream = new RecordStream("t");
        const told: string[] = [];
        for (const records of stream.push(Buffer.concat([preamble(2), bytes]))) {
            for (const each of records) told.push(each.type === "note" ? each.text : each.type);
        }
        assert.deepEqual([stream.damaged, stream.damagedRecords, stream.incomplete], [false, 0, false]);
        return told;
    }

    /** The types of those that stand in the file, not in a block. */
    function typesIn(bytes: Buffer): readonly number[] {
        const types: number[] = [];
        for (let at = 0; at < bytes.length; at += 8 + bytes.readUInt32LE(at)) types.push(bytes.readUInt16LE(at + 4));
        return types;
    }

    it("come out in their order, and take less", async () => {
        const texts = Array.from({ length: 20_000 }, (_, index) => `note ${index}`);
        const bytes = await written(...texts.map(note), end);
        assert.deepEqual(read(bytes), [...texts, "end"]);
        const types = typesIn(bytes);
        assert.ok(types.length > 3 && types.slice(0, -1).every((type) => type === 21) && types.at(-1) === 15, types.join(" "));
        assert.ok(bytes.length < Buffer.concat(texts.map(note)).length / 3);
    });

    it("come one by one or many at once", async () => {
        const records = [...Array.from({ length: 10_000 }, (_, index) => note(`note ${index}`)), end];
        const blocks = new RecordBlocks();
        const half = records.length / 2;
        const parts = [records.slice(0, half), records.slice(half)].map((some) => blocks.add(Buffer.concat(some)));
        assert.deepEqual(Buffer.concat(await Promise.all([...parts, blocks.rest()])), await written(...records));
    });

    it("stand as they are where that takes hardly more", async () => {
        assert.deepEqual(await written(note("a"), note("b"), end), Buffer.concat([note("a"), note("b"), end]));
        const noise = Buffer.from(Array.from({ length: 5000 }, (_, index) => ((index * index * 2654435761) >>> 13) & 0xff));
        const random = record(16, u64(1), noise);
        assert.deepEqual(await written(random, end), Buffer.concat([random, end]));
        const long = note("x".repeat(2 << 20));
        assert.deepEqual(await written(note("a"), long, note("b"), end), Buffer.concat([note("a"), long, note("b"), end]));
    });

    it("never stand in a block that may not: header, blocks and end", async () => {
        const before = note("before ".repeat(1000));
        const inner = block(note("inner ".repeat(1000)));
        const header = record(1, "{}".repeat(1000));
        assert.deepEqual(typesIn(await written(header, before, inner, before, end)), [1, 21, 21, 21, 15]);
    });
});
