/** `ipcscope check -- node PROGRAM`: event loops that wait for those who wait for them. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { runIpcscope, type CommandResult } from "./commandLine";

describe("ipcscope check of a Node program that hangs", () => {
    let directory: string;
    before(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
    });
    after(() => rmSync(directory, { recursive: true }));

    function check(source: string): CommandResult {
        writeFileSync(path.join(directory, "program.js"), source);
        return runIpcscope(directory, "check", "--hang-after", "1500ms", "--", "node", "program.js");
    }

    it("names the child whose output nobody reads", () => {
        const { status, stdout } = check(`const { spawn } = require("node:child_process");
const child = spawn("seq", ["200000"]);
child.on("exit", (code) => console.log(code));
`);
        assert.equal(status, 1);
        assert.match(stdout, /^error IPC001 \(likely\): Circular wait: p1 .* waits in epoll_pwait.*; p2 waits in write\(1\): no room/);
        assert.match(stdout, /What p2 writes has to be read by p1, through its descriptor \d+\.$/m);
        assert.match(stdout, /program\.js:2: related \(p1\)/);
    });

    it("names the child whose input is never ended", () => {
        const { status, stdout } = check(`const { spawn } = require("node:child_process");
const child = spawn("sort");
child.stdout.pipe(process.stdout);
child.stdin.write("two\\none\\n");
`);
        assert.equal(status, 1);
        assert.match(stdout, /p1 has to send more through its descriptor \d+, or to close it, so that the end of file comes\.$/m);
    });

    it("names the line at which a worker waits for the thread that waits for it", () => {
        const { status, stdout } = check(`const { Worker, isMainThread, workerData } = require("node:worker_threads");
if (isMainThread) new Worker(__filename, { workerData: new SharedArrayBuffer(8) });
else Atomics.wait(new Int32Array(workerData), 0, 0);
`);
        assert.equal(status, 1);
        assert.match(stdout, /; p1 \(thread \d+\) waits in pthread_cond_wait \(program\.js:3\)/);
    });

    it("finds nothing where a signal from outside may make it go on, time, or a client", () => {
        for (const [source, hangs] of [
            ['process.on("SIGUSR2", () => child.stdin.end()); const child = require("node:child_process").spawn("cat");', true],
            ['const child = require("node:child_process").spawn("cat"); setTimeout(() => child.stdin.end(), 4000);', true],
            ['require("node:net").createServer().listen(0);', true],
            ['require("node:child_process").spawn("seq", ["200000"]).stdout.resume();', false],
        ] as const) {
            const { status, stdout } = check(source);
            assert.deepEqual([status, stdout], [hangs ? 3 : 0, "Nothing was found.\n"], source);
        }
    });
});
