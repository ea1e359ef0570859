import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setTimeout } from "node:timers/promises";
import type { TraceRecord } from "../../tracer/trace/record";
import { TraceFollower } from "../../tracer/traceFile/traceFollower";
import { preamble, record, u32, u64, u8 } from "./traceBytes";
import { until } from "../patience";

const note = (text: string): Buffer => record(16, u64(1), text);
const end = record(15, u64(9), u32(0), u8(0));

describe("trace follower", () => {
    let directory: string;
    let file: string;
    let follower: TraceFollower | undefined;
    const seen: string[] = [];
    const warnings: string[] = [];
    const failures: string[] = [];

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        file = path.join(directory, "a.ipctrace");
        seen.length = warnings.length = failures.length = 0;
    });
    afterEach(async () => {
        await follower?.close();
        rmSync(directory, { recursive: true });
    });

    function follow(slowness = 0): TraceFollower {
        follower = new TraceFollower(file, {
            deliver: async (records: readonly TraceRecord[]) => {
                await setTimeout(slowness);
                seen.push(...records.map((one) => (one.type === "note" ? one.text : one.type)));
            },
            warn: (sentence) => warnings.push(sentence),
            failed: (error) => failures.push(error.message),
        });
        return follower;
    }

    function seenUntil(condition: () => boolean): Promise<void> {
        return until(condition, () => `more than ${seen.join(" ")}`);
    }

    it("hands over whole records as they are appended, by itself", async () => {
        writeFileSync(file, preamble());
        follow();
        const second = note("second");
        appendFileSync(file, Buffer.concat([note("first"), second.subarray(0, 11)]));
        await seenUntil(() => seen.length === 1);
        appendFileSync(file, second.subarray(11));
        await seenUntil(() => seen.length === 2);
        assert.equal(follower?.ended, false);
        appendFileSync(file, end);
        await seenUntil(() => follower?.ended === true);
        assert.deepEqual(seen, ["first", "second", "end"]);
    });

    it("has delivered all that stands in the file when readNow resolves", async () => {
        writeFileSync(file, preamble());
        follow(20);
        for (let count = 0; count < 20; count++) {
            appendFileSync(file, note(String(count)));
            await follower?.readNow();
            assert.equal(seen.length, count + 1);
        }
    });

    it("tells once of bytes behind the end, also of those that come when it has been delivered", async () => {
        writeFileSync(file, Buffer.concat([preamble(), end]));
        await follow().readNow();
        assert.deepEqual(warnings, []);
        appendFileSync(file, note("no part of the trace").subarray(1));
        await follower?.readNow();
        await follower?.readNow();
        await follower?.close();
        assert.deepEqual(warnings, [`'${file}' has 35 bytes, which are no part of the trace, after its end.`]);
        await follow().readNow();
        assert.equal(follower?.ended, true);
        assert.deepEqual(warnings.slice(1), warnings.slice(0, 1));
        assert.deepEqual(seen, ["end", "end"]);
        assert.deepEqual(failures, []);
    });

    it("says when it cannot go on", async () => {
        follow();
        await seenUntil(() => failures.length === 1);
        assert.match(failures.join(), /ENOENT/);
        await follower?.close();
        writeFileSync(file, "not a trace, but a text");
        await follow().readNow();
        assert.match(failures.at(-1) ?? "", /is not a trace/);
        await follower?.close();
        writeFileSync(file, Buffer.concat([preamble(), note("good"), record(15, "short"), Buffer.alloc(8)]));
        await follow().readNow();
        assert.match(failures.at(-1) ?? "", /damaged at byte/);
        assert.deepEqual(seen, ["good", "The record at byte 36 is damaged, and left out."]);
    });
});
