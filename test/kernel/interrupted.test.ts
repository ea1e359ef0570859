/** Recordings that somebody ends show the last moment before. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { allWait, WaitingProgram } from "./waitingProgram";

describe("a recording that is interrupted", () => {
    let directory: string;
    let program: WaitingProgram;

    beforeEach(async () => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        program = new WaitingProgram(directory);
        await program.untilAllWait();
    });
    afterEach(() => {
        program.abandon();
        rmSync(directory, { recursive: true });
    });

    for (const signal of ["SIGINT", "SIGQUIT"] as const) {
        it(`by ${signal} shows the last moment before, with all waits`, async () => {
            await program.signalAll(signal);
            assert.deepEqual(program.waits(), allWait);
            const { stdout, stderr } = program.state();
            assert.match(stdout.split("\n")[0] ?? "", new RegExp(`: the last moment before ${signal} ended it`));
            assert.equal(stderr, "");
            assert.deepEqual(program.waits("--at", "last-wait"), allWait);
            assert.deepEqual(program.waits("--at", "end"), ["p1 -", "p2 -", "p3 -"]);
        });
    }

    it("by kill -9 of the recorder shows the last moment before, with all waits", async () => {
        await program.killRecorder();
        assert.deepEqual(program.waits(), allWait);
    });

    it("by kill -9 of its engine ends with all waits", async () => {
        await program.killEngine();
        assert.deepEqual(program.waits(), allWait);
        assert.match(program.state().stderr, /^ipcscope: warning: 't' (has no end|is cut off)/);
    });

    it("can be looked at while it runs", () => {
        assert.deepEqual(program.waits(), allWait);
        const { stdout, stderr } = program.state("--at", "last-wait");
        assert.match(stdout, /p1 .* blocked, in wait/);
        assert.match(stderr, /still being recorded/);
    });
});
