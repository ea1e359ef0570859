/** Marks of programs in several languages, as docs/marks.md says that they are made. */
import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { patience } from "../patience";
import { ipcscope } from "./commandLine";

const module = path.resolve(__dirname, "../../samples/ts/mark.ts");

describe("marks of programs", () => {
    let directory: string;

    beforeEach(() => (directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rmSync(directory, { recursive: true }));

    function marksOf(...command: string[]): readonly string[] {
        const trace = path.join(directory, "marks.ipctrace");
        const { status, stderr } = spawnSync(ipcscope, ["record", "-o", trace, "--", ...command], { encoding: "utf8", timeout: patience });
        assert.deepEqual([status, stderr], [0, ""]);
        const { stdout } = spawnSync(ipcscope, ["events", "--json", "--kind", "marked", trace], { encoding: "utf8", timeout: patience });
        const lines = stdout.split("\n").filter((line) => line !== "");
        return lines.map((line) => (JSON.parse(line) as { readonly text: string }).text);
    }

    it("a shell's", () => {
        const marks = 'for phase in 1 2; do true 2>/dev/null <"/dev/ipcscope/phase $phase" || :; done';
        for (const shell of ["sh", "bash"]) assert.deepEqual(marksOf(shell, "-ec", marks), ["phase 1", "phase 2"]);
    });

    it("a TypeScript program's", () => {
        const program = `import { mark } from ${JSON.stringify(module)}; mark("phase 1"); mark("a/b");`;
        assert.deepEqual(marksOf(process.execPath, "--import", "tsx", "--input-type=module", "-e", program), ["phase 1", "a/b"]);
    });
});
