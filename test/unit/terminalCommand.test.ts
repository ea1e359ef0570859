import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { terminalCommand } from "../../extension/adapter/terminalCommand";

describe("the command line for a terminal", () => {
    let directory: string;

    beforeEach(async () => (directory = await mkdtemp(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => rm(directory, { recursive: true }));

    it("runs the words as they are, whatever is in them", async () => {
        const words = ["/usr/bin/printf", "%s|", "a b", "it's", "$HOME", "`id`", "\n", ""] as const;
        const [program = "", ...rest] = await terminalCommand(words, directory, "a program; rm -rf");
        assert.equal(execFileSync(program, rest, { encoding: "utf8" }), "a b|it's|$HOME|`id`|\n||");
    });

    it("leaves the launch's own files alone, even if the program is called like one of them", async () => {
        await writeFile(path.join(directory, "syscalls"), "0 -\n");
        const [, script = ""] = await terminalCommand(["/bin/true"], directory, "syscalls");
        assert.equal(path.basename(script), "syscalls");
        assert.equal(await readFile(path.join(directory, "syscalls"), "utf8"), "0 -\n");
    });
});
