import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";

const setup = path.resolve(__dirname, "../../scripts/setup");

/** Each of these ends set-up before it changes anything. */
describe("set-up", () => {
    let programs: string;

    beforeEach(() => {
        programs = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        symlinkSync("/usr/bin/dirname", path.join(programs, "dirname"));
    });
    afterEach(() => rmSync(programs, { recursive: true }));

    /** Where there are no programs but these. */
    function refuses(sentence: RegExp): void {
        const { status, stdout, stderr } = spawnSync("/bin/bash", [setup], { env: { PATH: programs }, encoding: "utf8" });
        assert.match(stderr, sentence);
        assert.deepEqual([status, stdout, stderr.trimEnd().split("\n").length], [1, "", 1]);
    }

    it("says that there is no Node", () => refuses(/^setup: Node 20\.19 or newer is needed, and there is no node here/));

    it("says which Node is needed, and which is there", () => {
        writeFileSync(path.join(programs, "node"), '#!/bin/sh\n[ "$1" = -e ] && exit 1\necho v18.19.0\n', { mode: 0o755 });
        symlinkSync("/bin/sh", path.join(programs, "sh"));
        refuses(/^setup: Node 20\.19 or newer is needed; this is v18\.19\.0\.$/m);
    });

    it("says that there is no npm", () => {
        symlinkSync(process.execPath, path.join(programs, "node"));
        refuses(/^setup: npm is needed/);
    });
});
