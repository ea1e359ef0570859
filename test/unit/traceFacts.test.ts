import assert from "node:assert/strict";
import { mkdtempSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { traceFacts } from "../../tracer/traceFile/traceFacts";
import { preamble, record, u32, u64, u8 } from "./traceBytes";

const header = {
    format: 1,
    minor: 4,
    ipcscope: "0.1.0",
    architecture: "x86_64",
    started: "2026-03-01T10:20:30.000Z",
    host: null,
    monotonicStart: "7",
    programs: [
        ["./server", "8080"],
        ["./client", "x".repeat(10_000)],
    ],
    directory: "/home/a",
    payload: 4096,
    stacks: true,
};
const beginning = Buffer.concat([preamble(), record(1, JSON.stringify(header))]);
const note = record(16, u64(5), "a note ".repeat(10_000));
const end = record(15, u64(2_500_000_000), u32(0), u8(0));

describe("what a list tells of a trace", () => {
    let directory: string;
    let file: string;

    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        file = path.join(directory, "a.ipctrace");
    });
    after(() => rmSync(directory, { recursive: true }));

    it("is its header, its size and how long it is", async () => {
        writeFileSync(file, Buffer.concat([beginning, note, end]));
        assert.deepEqual(await traceFacts(file), { header, bytes: beginning.length + note.length + end.length, duration: 2_500_000_000 });
    });

    it("is not how long, where the trace has no end", async () => {
        writeFileSync(file, Buffer.concat([beginning, note]));
        assert.equal((await traceFacts(file)).duration, null);
        writeFileSync(file, beginning);
        assert.equal((await traceFacts(file)).duration, null);
        writeFileSync(file, Buffer.concat([beginning, note, end]));
        truncateSync(file, beginning.length + note.length + end.length - 1);
        assert.equal((await traceFacts(file)).duration, null);
    });

    it("is not how long, where the last record cannot be", async () => {
        writeFileSync(file, Buffer.concat([beginning, record(15, u64(1), u32(0), u8(9))]));
        assert.equal((await traceFacts(file)).duration, null);
    });

    it("is one sentence where it is no trace", async () => {
        const message = `'${file}' is not a trace of ipcscope.`;
        const begunOnly = beginning.subarray(0, 40);
        for (const bytes of [
            Buffer.from(""),
            Buffer.from("IPC"),
            Buffer.from("#include <stdio.h>\n"),
            preamble(),
            begunOnly,
            Buffer.concat([preamble(), end]),
        ]) {
            writeFileSync(file, bytes);
            await assert.rejects(traceFacts(file), { name: "TraceError", message });
        }
        await assert.rejects(traceFacts(directory), { name: "TraceError", message: `'${directory}' is not a trace of ipcscope.` });
        const gone = path.join(directory, "gone.ipctrace");
        await assert.rejects(traceFacts(gone), { name: "TraceError", message: `cannot read '${gone}': No such file or directory.` });
    });
});
