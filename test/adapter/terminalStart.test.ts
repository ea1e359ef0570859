/** A launch whose engine does not start in the terminal that the client has opened for it. */
import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import type { UserError } from "../../extension/adapter/messages";
import { TerminalStart } from "../../extension/adapter/terminalStart";
import { terminalCommand, terminalPidFile } from "../../extension/adapter/terminalCommand";

describe("a start in a terminal", () => {
    let folder: string;
    let start: TerminalStart | undefined;

    before(() => (folder = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"))));
    afterEach(() => {
        start?.over();
        rmSync(terminalPidFile(folder), { force: true });
    });
    after(() => rmSync(folder, { recursive: true }));

    const failure = (terminal: number | undefined): Promise<UserError> =>
        new Promise((resolve, reject) => {
            const slow = (sentence: string): void => reject(new Error(sentence));
            start = new TerminalStart(terminalPidFile(folder), terminal, { failed: resolve, slow });
        });

    it("fails when the terminal has gone before the command began", async () => {
        const { pid } = spawnSync("/bin/true");
        assert.match((await failure(pid)).message, /^The terminal was closed/);
    });

    it("fails when the command has ended without a word, though the terminal is there", async () => {
        const [program = "", ...words] = await terminalCommand(["/bin/true"], folder, "ends");
        await once(spawn(program, words, { stdio: "ignore" }), "close");
        assert.match((await failure(process.pid)).message, /^The engine ended before/);
    });

    it("is waited for as long as the command lives", async () => {
        const [program = "", ...words] = await terminalCommand(["/bin/sleep", "1000"], folder, "sleeps");
        const sleeper = spawn(program, words, { stdio: "ignore" });
        // The terminal itself may be gone: the command tells.
        const { pid } = spawnSync("/bin/true");
        let failed = false;
        const failing = failure(pid).then((error) => {
            failed = true;
            return error;
        });
        // Some looks later it is still waited for; what ends it is that the command ends.
        writeFileSync(terminalPidFile(folder), String(sleeper.pid));
        await new Promise((resolve) => setTimeout(resolve, 2500));
        assert.equal(failed, false);
        sleeper.kill();
        assert.match((await failing).message, /^The engine ended before/);
    });
});
