import assert from "node:assert/strict";
import type { DebugProtocol } from "@vscode/debugprotocol";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { DebugRun, type RunOptions } from "./debugRun";
import { built, lineWith, testProgram } from "./programs";
import { withRun } from "./withRun";

const exitCode = testProgram("exit_code.c");
const atExit = { [exitCode]: [lineWith(exitCode, "exit(code)")] };

/** The message with which the launch is refused. */
async function refusal(options: RunOptions): Promise<string> {
    try {
        const run = await DebugRun.start(options);
        await run.dispose();
    } catch (error) {
        return error instanceof Error ? error.message : String(error);
    }
    throw new Error("the launch was not refused");
}

describe("bad input", () => {
    let folder = "";
    const file = (name: string, content: string | Buffer, mode: number): string => {
        const made = path.join(folder, name);
        fs.writeFileSync(made, content, { mode });
        return made;
    };
    before(() => (folder = fs.mkdtempSync(path.join(os.tmpdir(), "ipcs-"))));
    after(() => fs.rmSync(folder, { recursive: true }));

    it("no such source file", async () =>
        assert.equal(await refusal({ program: path.join(folder, "none.c") }), `There is no file ${path.join(folder, "none.c")}.`));

    it("no such program", async () =>
        assert.equal(await refusal({ program: path.join(folder, "none") }), `There is no program ${path.join(folder, "none")}.`));

    it("no such program, in a terminal", async () =>
        assert.equal(
            await refusal({ program: path.join(folder, "none"), terminal: true }),
            `There is no program ${path.join(folder, "none")}.`,
        ));

    it("a program that may not be executed", async () =>
        assert.match(await refusal({ program: file("plain", "text", 0o644) }), /plain.*(executable|permission|Permission)/));

    it("a directory", async () => assert.match(await refusal({ program: folder }), /directory/));

    it("a script without shebang", async () => assert.match(await refusal({ program: file("script", "echo hello\n", 0o755) }), /script/));

    it("a program of another architecture", async () => {
        const program = fs.readFileSync(built("exit_code.c", folder));
        program.writeUInt16LE(183, 18); // e_machine: AArch64
        assert.match(await refusal({ program: file("foreign", program, 0o755) }), /foreign is a program for ARM64/);
    });

    it("no such working directory", async () =>
        assert.equal(
            await refusal({ program: exitCode, configuration: { cwd: path.join(folder, "nowhere") } }),
            `The working directory ${path.join(folder, "nowhere")} does not exist.`,
        ));

    it("an attribute of the wrong type", async () => {
        assert.equal(
            await refusal({ program: exitCode, configuration: { args: "3" } }),
            `The launch configuration's "args" must be a list of texts.`,
        );
        assert.match(await refusal({ program: exitCode, configuration: { stopMode: "some" } }), /"stopMode" must be one of "all", "one"/);
    });

    it("a missing compiler", async () =>
        assert.match(await refusal({ program: exitCode, configuration: { compiler: "no-such-cc" } }), /"no-such-cc" was not found/));

    it("a program that does not compile: told with its lines", async () => {
        const source = file(
            "wrong.c",
            '#include <stdio.h>\nint main(void)\n{\n    int unused;\n    printf("%d\\n", missing)\n    return 0;\n}\n',
            0o644,
        );
        const diagnostics: DebugProtocol.Event[] = [];
        const message = await refusal({
            program: source,
            onEvent: (event) => event.event === "ipcscope.diagnostics" && diagnostics.push(event),
        });
        assert.match(message, /^wrong\.c does not compile \(2 errors\)\. Line 5: /);
        const found = (diagnostics[0]?.body as { diagnostics: { file: string; line: number; severity: string; message: string }[] })
            .diagnostics;
        assert.ok(
            found.some(
                ({ file: at, line, severity, message: text }) =>
                    at === source && line === 5 && severity === "error" && text.includes("missing"),
            ),
            JSON.stringify(found),
        );
    });

    it("a program that does not link", async () => {
        const source = file("unlinked.c", "int elsewhere(void);\nint main(void)\n{\n    return elsewhere();\n}\n", 0o644);
        assert.match(
            await refusal({ program: source }),
            /^unlinked\.c does not compile \(1 error\)\. Line 4: undefined reference to .elsewhere'/,
        );
    });

    it("warnings are told, and the program runs", async () => {
        const source = file("warned.c", "int main(void)\n{\n    int unused;\n    return 0;\n}\n", 0o644);
        await withRun({ program: source }, async (run) => {
            const told = await run.root.take("ipcscope.diagnostics");
            assert.match(JSON.stringify(told.body), /"line":3,"column":9,"severity":"warning"/);
            assert.equal(await run.ended(), 0);
        });
    });

    it("a missing gdb: one message, and the program runs to its end with a trace", () =>
        withRun({ program: exitCode, configuration: { args: ["4"], gdb: "no-such-gdb" }, breakpoints: atExit }, async (run) => {
            assert.equal(await run.ended(), 4);
            assert.equal(run.output.match(/gdb \("no-such-gdb"\) was not found/g)?.length, 1);
            assert.equal(run.traces.length, 1);
            assert.ok(fs.statSync(run.traces[0] ?? "").size > 500);
        }));

    it("a missing gdb, and a pause: refused with a reason", () =>
        withRun({ program: testProgram("blocked_read.c"), configuration: { args: ["60000"], gdb: "no-such-gdb" } }, async (run) => {
            const p1 = await run.process("p1");
            await assert.rejects(p1.client.pauseRequest({ threadId: 1 }), /needs gdb/);
        }));

    it("a program without -g: breakpoints are not verified, and it runs", () =>
        withRun({ program: built("exit_code.c", folder, "-O2"), configuration: { args: ["6"] }, breakpoints: atExit }, async (run) =>
            assert.equal(await run.ended(), 6),
        ));

    it("a trace that cannot be written", async () =>
        assert.match(
            await refusal({ program: exitCode, configuration: { trace: path.join(folder, "nowhere", "x.ipctrace") } }),
            /nowhere/,
        ));

    it("a client without sessions for processes: told, and the program runs", () =>
        withRun({ program: exitCode, configuration: { args: ["2"] }, breakpoints: atExit, sessions: false }, async (run) => {
            assert.equal(await run.ended(), 2);
            assert.match(run.output, /lacks startDebugging/);
        }));

    it("a second launch in one session: refused, and the first goes on", () =>
        withRun({ program: testProgram("blocked_read.c"), configuration: { args: ["60000"] } }, async (run) => {
            const p1 = await run.process("p1");
            await assert.rejects(
                run.root.launchRequest({ program: exitCode } as DebugProtocol.LaunchRequestArguments),
                /This session has launched its programs already\./,
            );
            assert.equal(p1.over, false);
            assert.equal(run.root.has("terminated"), false);
        }));

    it("a session for a process of a launch that is over", () =>
        withRun({ program: exitCode }, async (run) => {
            assert.equal(await run.ended(), 0);
            await assert.rejects(run.openSessionAt(path.join(folder, "sessions"), 1), /has ended/);
        }));

    it("a program in a terminal", () =>
        withRun({ program: exitCode, configuration: { args: ["it's", "8"] }, terminal: true }, async (run) => {
            assert.equal(await run.ended(), 0);
            assert.equal(run.output.includes("\x1b"), false, "what is no terminal is not emptied");
        }));
});
