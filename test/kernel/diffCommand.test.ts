import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { runIpcscope } from "./commandLine";

describe("ipcscope diff", () => {
    let folder = "";
    before(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-diff-"));
        for (const [name, text] of [
            ["a", "hello"],
            ["b", "hello"],
            ["c", "there"],
        ] as const) {
            runIpcscope(folder, "record", "-o", name, "--no-stacks", "--", "sh", "-c", `echo ${text} | cat; exit 3`);
        }
    });
    after(() => rmSync(folder, { recursive: true }));

    it("says that two runs are the same, with its exit status too", () => {
        const { status, stdout } = runIpcscope(folder, "diff", "a", "b");
        assert.deepEqual([status, stdout], [0, "No difference.\n"]);
    });

    it("names the first event that differs in each process", () => {
        const { status, stdout } = runIpcscope(folder, "diff", "a", "c");
        assert.equal(status, 1);
        assert.match(stdout, /^p1\.1: \d+ events are the same, then\n {2}a: event \d+, .*hello.*\n {2}c: event \d+, .*there/m);
        const json = JSON.parse(runIpcscope(folder, "diff", "--json", "a", "c").stdout) as {
            differences: { process: string }[];
            atEnd: unknown[];
        };
        assert.deepEqual(json.differences.map(({ process }) => process).sort(), ["p1.1", "p1.2"]);
    });

    it("does not take for done what a recording that breaks off does not tell", () => {
        const { size } = statSync(path.join(folder, "a"));
        writeFileSync(path.join(folder, "cut"), readFileSync(path.join(folder, "a")).subarray(0, size - 150));
        const { status, stdout } = runIpcscope(folder, "diff", "cut", "a");
        assert.equal(status, 1);
        assert.match(stdout, /^ {2}cut: not known: the recording breaks off\.\n {2}a: event \d+, /m);
        assert.match(stdout, /^At the end, which is where cut breaks off$/m);
        assert.doesNotMatch(stdout, /nothing more/);
        const { breaksOff } = JSON.parse(runIpcscope(folder, "diff", "--json", "cut", "a").stdout) as { breaksOff: object };
        assert.deepEqual(breaksOff, { first: true, second: false });
    });

    it("says that two programs were recorded, and compares processes that only one of them has", () => {
        runIpcscope(folder, "record", "-o", "other", "--no-stacks", "--", "true");
        const { status, stdout } = runIpcscope(folder, "diff", "a", "other");
        assert.equal(status, 1);
        assert.match(stdout, /^These are recordings of two programs: of sh and of true\.\n/);
        assert.match(stdout, /^p1\.2: 0 events are the same, then\n {2}a: event \d+, .*\n {2}other: nothing more\./m);
        assert.match(stdout, /^ {2}p1\.1: exit code 0 \| not there$/m);
    });

    it("needs two traces", () => {
        const { status, stderr } = runIpcscope(folder, "diff", "a", "none");
        assert.deepEqual([status, stderr], [2, "ipcscope: cannot read 'none': No such file or directory.\n"]);
    });
});
