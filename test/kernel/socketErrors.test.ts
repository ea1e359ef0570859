/** The judge looks into sockets, and takes nothing from them: neither bytes nor the errors that wait there. */
import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { buildPrograms } from "./buildPrograms";
import { runIpcscope } from "./commandLine";

/** It says on stderr when an error or a byte is not there that should be. */
const program = path.resolve(__dirname, "../programs/build/socket");

describe("sockets under the judge", () => {
    buildPrograms();
    let directory: string;

    before(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    after(() => rmSync(directory, { recursive: true }));

    it("keep their errors for the program", () => {
        const { stdout, stderr } = runIpcscope(directory, "verify", "--", program);
        assert.equal(stderr, "");
        assert.match(stdout, /, 0 differences$/m);
    });
});
