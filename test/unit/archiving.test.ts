import assert from "node:assert/strict";
import { build } from "esbuild";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { Worker } from "node:worker_threads";
import type { Archive, FromArchiver, LinesFound, ToBeArchived } from "../../extension/archiving/messages";
import { bundles } from "../../scripts/bundles.mjs";
import { openArchive } from "../../webview/reading/openedTrace";
import { present } from "../present";
import { block, preamble, record, u16, u32, u64, u8 } from "./traceBytes";

const task = record(2, u64(1), u32(10), u32(10), u32(1), u32(1), u64(0), u32(0), u8(0), u8(0), u16(0));
const exec = record(6, u64(1), u32(10), u32(10), u16(6), u16(1), u32(2), "/bin/a/a\0");
const module = record(11, u32(1), u64(1), u64(1), u16(0), u16(6), "/bin/a");
const stack = record(10, u32(1), u16(1), u16(0), u32(1), u64(0x10));
const end = record(15, u64(9), u32(0), u8(0));

/** A program that closes what is not open so often, on the same line. */
function traceOf(calls: number): Buffer {
    const args = [99, 0, 0, 0, 0, 0].map((value) => u64(value));
    const close = record(3, u64(2), u64(2), u32(10), u32(3), ...args, u64(-9), u32(1), u16(0), u16(0));
    const blocks = Array.from({ length: calls / 100 }, () => block(...Array.from({ length: 100 }, () => close)));
    return Buffer.concat([preamble(2), task, exec, module, stack, ...blocks, end]);
}

/** What the thread of the extension says of this file; `notes`: why lines could not be told. */
async function archived(trace: Buffer, notes: readonly string[] = []): Promise<readonly FromArchiver[]> {
    const folder = mkdtempSync(path.join(tmpdir(), "ipcscope-archiving-"));
    try {
        const file = path.join(folder, "a.ipctrace");
        writeFileSync(file, trace);
        const options = present(bundles.find(({ entryPoints }) => entryPoints[0] === "extension/archiving/thread.ts"));
        const made = await build({ ...options, write: false as const, sourcemap: false });
        const workerData: ToBeArchived = { file, lines: true };
        const thread = new Worker(present(made.outputFiles.at(0)).text, { eval: true, workerData });
        const said: FromArchiver[] = [];
        thread.on("message", (message: FromArchiver) => {
            said.push(message);
            if (message.type !== "stacks") return;
            const source = { file: "/a.c", line: 7, function: "main" };
            const stacks = message.stacks.map(({ id }) => ({ id, source, library: null, variable: null, places: [] }));
            thread.postMessage({ stacks, notes } satisfies LinesFound);
        });
        await new Promise((resolve, reject) => {
            thread.on("exit", resolve);
            thread.on("error", reject);
        });
        return said;
    } finally {
        rmSync(folder, { recursive: true });
    }
}

function archiveIn(said: readonly FromArchiver[]): Archive | null {
    const last = said.at(-1);
    return present(last?.type === "archive" ? last : undefined).archive;
}

describe("what the index of a recording is made of before anybody opens it", () => {
    it("opens as the trace that it was, with the lines that were asked for", async () => {
        const said = await archived(traceOf(20_000));
        const { key, bytes } = present(archiveIn(said) ?? undefined);
        const opened = present(openArchive(bytes, key) ?? undefined);
        assert.equal(opened.trace.length, 20_002);
        assert.deepEqual(opened.trace.event(20_000).source, { file: "/a.c", line: 7, function: "main" });
        assert.deepEqual(opened.notices, []);
        const parts = said.flatMap((message) => (message.type === "progress" ? [message.part] : []));
        assert.equal(parts.at(-1), 1);
    });

    it("is not made of a short trace, of one that was cut off, or of none, nor where lines are lacking, which may be found the next time", async () => {
        assert.equal(archiveIn(await archived(traceOf(100))), null);
        assert.equal(archiveIn(await archived(traceOf(20_000).subarray(0, -1))), null, "nor of one without an end");
        assert.equal(archiveIn(await archived(Buffer.from("nothing of the kind, but long enough"))), null);
        assert.equal(archiveIn(await archived(traceOf(20_000), ["No debug information in /bin/a."])), null);
    });
});
