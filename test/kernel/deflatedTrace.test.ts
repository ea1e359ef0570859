/** What the engine deflates is what it would have written; what it cannot make smaller, and what somebody waits for, it leaves as it is. */
import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { engineCommand } from "../../tracer/recorder/engineCommand";
import type { TraceRecord } from "../../tracer/trace/record";
import { createTrace } from "../../tracer/traceFile/createTrace";
import { readTrace } from "../../tracer/traceFile/readTrace";
import { until } from "../patience";
import { engineRecording } from "./engineRecording";

const [headerType, endType, blockType] = [1, 15, 21];
/** Writes some hundred thousand bytes, a few at a time. */
const talkative = ["sh", "-c", "i=0; while [ $i -lt 4000 ]; do echo $i and what is always the same; i=$((i + 1)); done"];
const endless = ["sh", "-c", "while :; do echo what is always the same; done"];

describe("a deflated trace", () => {
    let directory: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    async function recordsIn(trace: string): Promise<{ records: readonly TraceRecord[]; warnings: readonly string[] }> {
        const records: TraceRecord[] = [];
        const warnings: string[] = [];
        for await (const batch of readTrace(trace, (sentence) => warnings.push(sentence))) records.push(...batch);
        return { records, warnings };
    }

    /** What was written: by calls that have one record, and by those that took so long that they have two. */
    function texts(records: readonly TraceRecord[]): readonly string[] {
        const captures = records.flatMap((record) => ("captures" in record ? record.captures : []));
        return captures.map(({ bytes }) => Buffer.from(bytes).toString()).filter((text) => text.endsWith("always the same\n"));
    }

    it("has the records that one has that is not deflated, in a fraction of its room", async () => {
        const written = async (deflated: boolean): Promise<{ records: readonly TraceRecord[]; size: number; types: readonly number[] }> => {
            const trace = await engineRecording(talkative, directory, { deflated });
            const { records, warnings } = await recordsIn(trace);
            assert.deepEqual(warnings, []);
            return { records, size: statSync(trace).size, types: recordTypes(readFileSync(trace)) };
        };
        const [plain, small] = [await written(false), await written(true)];
        assert.equal(texts(small.records).length, 4000);
        assert.deepEqual(texts(small.records), texts(plain.records));
        assert.ok(small.size * 4 < plain.size, `${small.size} and ${plain.size} bytes`);
        assert.ok(!plain.types.includes(blockType));
        assert.ok(small.types.includes(blockType));
        assert.deepEqual([small.types[0], small.types.at(-1)], [headerType, endType]);
    });

    it("is no larger for what cannot be made smaller", async () => {
        const trace = await engineRecording(["head", "-c", "3000000", "/dev/urandom"], directory);
        const { records, warnings } = await recordsIn(trace);
        assert.deepEqual(warnings, []);
        const length = records.reduce((sum, record) => sum + lengthOfCaptures(record), 0);
        assert.ok(length >= 3_000_000);
        assert.ok(statSync(trace).size < length * 1.1);
    });

    it("is good up to the last block when its writer was killed", async () => {
        const trace = path.join(directory, "k.ipctrace");
        const settings = { programs: [endless], payload: 4096, stacks: true } as const;
        await createTrace(trace, { ...settings, directory, ipcscope: "test" });
        const [executable, ...words] = engineCommand({ ...settings, trace });
        const engine = spawn(executable, words, { stdio: "ignore" });
        const enough = 100_000;
        await until(
            () => statSync(trace).size > enough,
            () => "something is recorded",
        );
        engine.kill("SIGKILL");
        await once(engine, "exit");
        const { records, warnings } = await recordsIn(trace);
        assert.ok(recordTypes(readFileSync(trace)).includes(blockType));
        assert.ok(texts(records).length > 1000);
        assert.match(warnings.join(), /^'[^']*' (has no end: it is still being recorded, or it was|is) cut off/);
    });
});

/** By docs/trace-format.md, of the records that are no part of a block. */
function recordTypes(trace: Buffer): readonly number[] {
    const types: number[] = [];
    for (let position = 16; position + 8 <= trace.length; position += 8 + trace.readUInt32LE(position)) {
        types.push(trace.readUInt16LE(position + 4));
    }
    return types;
}

function lengthOfCaptures(record: TraceRecord): number {
    return "captures" in record ? record.captures.reduce((sum, { bytes }) => sum + bytes.length, 0) : 0;
}
