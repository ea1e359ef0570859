import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { chmodSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import os from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { ipcscope, runIpcscope } from "./commandLine";

describe("ipcscope open", () => {
    let folder = "";
    let programs = "";

    before(() => {
        folder = mkdtempSync(path.join(os.tmpdir(), "ipcscope-open-"));
        runIpcscope(folder, "record", "-o", "-a b.ipctrace", "--no-stacks", "--", "true");
    });
    after(() => rmSync(folder, { recursive: true }));
    /** Nothing is on the PATH but Node. */
    beforeEach(() => {
        programs = path.join(folder, "programs");
        rmSync(programs, { recursive: true, force: true });
        mkdirSync(programs);
        symlinkSync(process.execPath, path.join(programs, "node"));
    });

    const editor = (name: string, script: string): void => {
        const file = path.join(programs, name);
        writeFileSync(file, `#!/bin/sh\n${script}\n`);
        chmodSync(file, 0o700);
    };
    const open = (...words: readonly string[]): { readonly status: number | null; readonly stderr: string } => {
        const { status, stderr } = spawnSync(ipcscope, ["open", ...words], {
            cwd: folder,
            encoding: "utf8",
            env: { PATH: programs },
            timeout: patience,
        });
        return { status, stderr };
    };

    it("hands the trace to the first editor that is there, and ends as that does", () => {
        editor("codium", `echo "$0 $#: $1" >'${folder}/called'; exit 3`);
        editor("code-server", "exit 4");
        assert.deepEqual(open("--", "-a b.ipctrace"), { status: 3, stderr: "" });
        assert.equal(readFileSync(path.join(folder, "called"), "utf8"), `${programs}/codium 1: ${folder}/-a b.ipctrace\n`);
        editor("code", "kill -TERM $$");
        assert.deepEqual(open("--", "-a b.ipctrace"), { status: 143, stderr: "" });
    });

    it("says in one sentence that there is none, or why it does not start", () => {
        assert.deepEqual(open("--", "-a b.ipctrace"), {
            status: 2,
            stderr: "ipcscope: there is no VS Code to open '-a b.ipctrace' with: none of code, codium, code-server is on the PATH.\n",
        });
        writeFileSync(path.join(programs, "code"), "", { mode: 0o600 });
        assert.deepEqual(open("--", "-a b.ipctrace"), { status: 2, stderr: "ipcscope: cannot start 'code': Permission denied.\n" });
    });

    it("opens nothing that is no trace", () => {
        editor("code", `touch '${folder}/opened'`);
        writeFileSync(path.join(folder, "text"), "text");
        assert.deepEqual(open("text"), { status: 2, stderr: "ipcscope: 'text' is not a trace of ipcscope.\n" });
        assert.deepEqual(open("none"), { status: 2, stderr: "ipcscope: cannot read 'none': No such file or directory.\n" });
        assert.throws(() => readFileSync(path.join(folder, "opened")));
    });
});
