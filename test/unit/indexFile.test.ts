import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { packedTrace } from "../../tracer/cli/pack/packedTrace";
import { packingOf } from "../../tracer/cli/pack/packing";
import { RecordStream } from "../../tracer/trace/recordStream";
import { storedIndex } from "../../tracer/trace/storedIndex";
import { indexableTrace, writeIndex } from "../../tracer/traceFile/indexFile";
import { readTrace } from "../../tracer/traceFile/readTrace";
import { traceFacts } from "../../tracer/traceFile/traceFacts";
import { SeededRandom } from "../kernel/random/seededRandom";
import { present } from "../present";
import { wholeTrace } from "./fuzz/indexedTrace";

describe("an index in the file of a trace", () => {
    const trace = wholeTrace(new SeededRandom(1));
    const archive = Buffer.from("what was made of the trace ".repeat(100));
    let folder = "";
    let file = "";
    beforeEach(() => {
        folder = mkdtempSync(path.join(tmpdir(), "ipcscope-index-"));
        file = path.join(folder, "a.ipctrace");
        writeFileSync(file, trace, { mode: 0o600 });
    });
    afterEach(() => rmSync(folder, { recursive: true }));

    const keyOf = async (): Promise<string> => present((await indexableTrace(file)) ?? undefined).key;

    it("is found there again, and changes nothing of the trace", async () => {
        const before = await traceFacts(file);
        const key = await keyOf();
        assert.equal(await writeIndex(file, key, archive), true);
        const bytes = readFileSync(file);
        const stored = present(storedIndex(bytes) ?? undefined);
        assert.deepEqual([Buffer.from(stored.archive), stored.key, stored.length], [archive, key, trace.length]);
        assert.deepEqual(Buffer.concat([bytes.subarray(0, trace.length - 21), bytes.subarray(-21)]), trace);
        assert.equal(statSync(file).mode & 0o777, 0o600);
        assert.deepEqual(readdirSync(folder), ["a.ipctrace"]);
        assert.deepEqual(await traceFacts(file), { ...before, bytes: bytes.length });
    });

    it("takes the place of the one before it", async () => {
        const key = await keyOf();
        await writeIndex(file, key, Buffer.concat([archive, archive]));
        assert.equal(await keyOf(), key);
        await writeIndex(file, key, archive);
        assert.equal(statSync(file).size, trace.length + 8 + archive.length + 4);
        assert.deepEqual(Buffer.from(present(storedIndex(readFileSync(file)) ?? undefined).archive), archive);
    });

    it("is passed over by whoever reads the trace, in whatever pieces", async () => {
        const records = async (): Promise<readonly unknown[]> => {
            const all: unknown[] = [];
            for await (const some of readTrace(file, (sentence) => assert.fail(sentence))) all.push(...some);
            return all;
        };
        const before = await records();
        await writeIndex(file, await keyOf(), archive);
        assert.deepEqual(await records(), before);
        const bytes = readFileSync(file);
        for (const length of [1, 7, 100, bytes.length]) {
            const stream = new RecordStream("trace");
            let count = 0;
            for (let from = 0; from < bytes.length; from += length) {
                for (const some of stream.push(bytes.subarray(from, from + length))) count += some.length;
            }
            assert.deepEqual([count, stream.ended, stream.offset, stream.incomplete], [before.length, true, bytes.length, false]);
        }
    });

    it("that is cut off leaves the trace before it", async () => {
        await writeIndex(file, await keyOf(), archive);
        const bytes = readFileSync(file);
        for (const left of [bytes.length - 21, trace.length + 1000, trace.length - 21 + 8]) {
            const stream = new RecordStream("trace");
            const count = [...stream.push(bytes.subarray(0, left))].flat().length;
            assert.equal(count, [...new RecordStream("trace").push(trace.subarray(0, -21))].flat().length);
            assert.equal(stream.incomplete, left !== bytes.length - 21);
            assert.equal(storedIndex(bytes.subarray(0, left)), null);
        }
    });

    it("is not put into a trace that was cut off, or is another one by now", async () => {
        const key = await keyOf();
        const changed = Buffer.from(trace);
        changed[trace.length - 22] = (changed[trace.length - 22] ?? 0) ^ 1;
        writeFileSync(file, changed);
        assert.equal(await writeIndex(file, key, archive), false);
        assert.deepEqual(readFileSync(file), changed);
        truncateSync(file, trace.length - 1);
        assert.equal(await indexableTrace(file), null);
        assert.equal(await writeIndex(file, key, archive), false);
        assert.deepEqual(readdirSync(folder), ["a.ipctrace"]);
    });

    it("does not come along when the trace is packed or redacted", async () => {
        const packed = async (redact: boolean): Promise<Buffer> => {
            const pieces: Buffer[] = [];
            for await (const piece of packedTrace(file, await packingOf(file), redact)) pieces.push(piece);
            return Buffer.concat(pieces);
        };
        const before = [await packed(false), await packed(true)];
        await writeIndex(file, await keyOf(), archive);
        assert.deepEqual([await packed(false), await packed(true)], before);
    });
});
