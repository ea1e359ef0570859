/** A launch where a folder is full: an error in one sentence where it cannot be, and nothing is left. */
import assert from "node:assert/strict";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { noRoom, SmallDisk } from "../smallDisk";
import type { RunOptions } from "./debugRun";
import { built, lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const source = testProgram("exit_code.c");
const atExit = { [source]: [lineWith(source, "exit(code)")] };

describe("launching on a full disk", () => {
    let folder = "";
    let program = "";
    let disk: SmallDisk;

    before(() => {
        folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"));
        program = built("exit_code.c", folder);
    });
    after(() => fs.rmSync(folder, { recursive: true }));
    afterEach(() => disk.remove());

    /** `kilobytes`: what there is room for. */
    function onDisk(kilobytes: number, ...variables: ("TMPDIR" | "XDG_CACHE_HOME")[]): Pick<RunOptions, "runtime" | "environment"> {
        disk = new SmallDisk(kilobytes);
        return { runtime: disk.seenBy(process.execPath), environment: Object.fromEntries(variables.map((name) => [name, disk.folder])) };
    }

    /** Without any that are left, and no folder that is not of the cache. */
    async function refused(options: RunOptions, sentence: RegExp): Promise<void> {
        await assert.rejects(
            withRun(options, () => Promise.reject(new Error("it was launched"))),
            (error: Error) => {
                assert.match(error.message, /^\S[^\n]*\.$/, "one sentence");
                assert.match(error.message, sentence);
                assert.match(error.message, noRoom);
                return true;
            },
        );
        assert.deepEqual(
            disk.files().filter((name) => !/^ipcscope(\/(traces|programs(\/\w+)?))?$/.test(name)),
            [],
        );
    }

    it("a program that is to be compiled is refused when TMPDIR is full, and no line of it is blamed", async () => {
        const diagnostics: unknown[] = [];
        const onEvent: RunOptions["onEvent"] = ({ event, body }) => event === "ipcscope.diagnostics" && diagnostics.push(body);
        await refused({ ...onDisk(0, "TMPDIR"), program: source, onEvent }, /^exit_code\.c does not compile: /);
        assert.deepEqual(diagnostics, [{ source, diagnostics: [] }]);
    });

    it("and when the cache is", () => refused({ ...onDisk(0, "XDG_CACHE_HOME"), program: source }, /^exit_code\.c does not compile: /));

    it("and when both are", () =>
        refused({ ...onDisk(0, "TMPDIR", "XDG_CACHE_HOME"), program: source }, /^exit_code\.c does not compile: /));

    it("any program is when there is no room for the trace's beginning", () =>
        refused({ ...onDisk(0, "XDG_CACHE_HOME"), program }, /^(Cannot write the trace|No folder for sockets)/));

    it("also in a file of the user's, which is not left empty", () => {
        const options = onDisk(0);
        return refused(
            { ...options, program, configuration: { trace: path.join(disk.folder, "t") } },
            /^(Cannot write the trace|No folder)/,
        );
    });

    for (const terminal of [false, true]) {
        it(`a compiled one runs and stops ${terminal ? "in a terminal " : ""}when TMPDIR is full`, async () => {
            const options = { ...onDisk(0, "TMPDIR"), program, terminal, breakpoints: atExit, configuration: { args: ["3"] } };
            if (!disk.isMounted) {
                await refused(options, /^No folder for sockets/);
                return;
            }
            await withRun(options, async (run) => {
                const p1 = await run.process("p1");
                assert.equal((await p1.stopped()).reason, "breakpoint");
                await p1.client.continueRequest({ threadId: 1 });
                assert.equal(await run.ended(), 3);
            });
            assert.deepEqual(disk.files(), []);
        });
    }

    it("when the disk becomes full, the program goes on, and that is said once", async () => {
        const options = onDisk(4);
        const trace = path.join(disk.folder, "t");
        await withRun({ ...options, program, configuration: { args: ["3"], trace } }, async (run) => {
            const { text } = (await run.root.take("ipcscope.message")).body as { text: string };
            assert.match(text, /^Recording stopped, the trace can be written no more: [^.:\n]+\. The programs go on; [^\n]+\.$/);
            assert.match(text, noRoom);
            assert.equal(await run.ended(), 3);
            assert.equal(run.output.split(text).length, 2);
        });
        assert.deepEqual(disk.files(), ["t"]);
    });
});
