import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

const root = path.resolve(__dirname, "../..");

/** A recording under the debugger of the real VS Code: the cursor of the debugger is that of the trace's editor. */
describe("a trace that is replayed in VS Code", () => {
    let window: EditorWindow;
    let trace: TraceEditor;

    windowForTests({}, (opened) => {
        window = opened;
        trace = new TraceEditor(window.page);
        const { workspace } = window.places;
        const program = path.join(workspace, "c/pipe-of-replay");
        execFileSync("gcc", ["-g", "-O0", "-o", program, path.join(workspace, "c/pipe.c")]);
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", path.join(workspace, "pipe.ipctrace"), "--", program], {
            stdio: ["ignore", "ignore", "inherit"],
        });
        const bare = path.join(workspace, "cut.ipctrace");
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "--no-stacks", "-o", bare, "--", program], { stdio: "ignore" });
        fs.truncateSync(bare, fs.statSync(bare).size - 200);
    });

    const title = (): Promise<string> => trace.locator(".moment h3").innerText();
    const shows = async (text: RegExp): Promise<void> => {
        await eventually(title, (shown) => text.test(shown), `the trace's editor shows ${text}`);
    };

    const badge = async (process: string, wanted: string): Promise<void> => {
        await eventually(
            () => window.callStack.badge(process),
            (text) => text.toLowerCase() === wanted.toLowerCase(),
            `${process} is ${wanted}`,
        );
    };

    /** In its own session, to which the debugger has turned. */
    const stands = async (process: string, how: string, line: string): Promise<void> => {
        await badge(process, how);
        await eventually(
            () => window.editor.stoppedLine(),
            (shown) => shown === lineOf("c/pipe.c", line),
            `the line shown is ${line}`,
        );
    };

    it("stops at a breakpoint, goes back across the fork, and reverses to the write that filled the pipe", async () => {
        const { explorer, editor, toolbar } = window;
        await explorer.open("pipe.ipctrace");
        await trace.waitUntilOpen();
        await explorer.open("c", "pipe.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(lineOf("c/pipe.c", "close(ends[0]);"));
        await editor.toggleBreakpoint(lineOf("c/pipe.c", "ssize_t written = write"));
        await trace.tab().click();
        await trace.locator("canvas.lanes").click();
        await toolbar.start();
        await editor.waitForStop();
        await eventually(
            () => trace.tab().count(),
            (count) => count === 1,
            "the trace is beside the program, and no longer behind it",
        );
        await trace.waitUntilOpen();
        await shows(/^pipe/);
        await toolbar.press("Continue");
        await shows(/^close\(3\)/);
        await stands("p2", "Paused on breakpoint", "close(ends[0]);");
        await toolbar.press("Step Back");
        await shows(/^fork/);
        await stands("p1", "Paused on step", "pid_t child = fork();");
        await badge("p2", "Beside the cursor");
        await window.screenshot("replay");
        await toolbar.press("Continue");
        await shows(/^close\(3\)/);
        await stands("p2", "Paused on breakpoint", "close(ends[0]);");
        await toolbar.press("Continue");
        await shows(/^write\(4/);
        await stands("p2", "Paused on breakpoint", "ssize_t written = write");
        await trace.locator("canvas.lanes").press("End");
        await badge("p1", "The cursor was moved");
        await badge("p2", "Ended");
        await toolbar.press("Reverse");
        await shows(/^write\(4/);
        await stands("p2", "Paused on breakpoint", "ssize_t written = write");
        await toolbar.press("Restart");
        await shows(/^pipe/);
        await stands("p1", "The program's first call", "if (pipe(ends) == -1)");
        await badge("p2", "Not started yet");
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
    });

    it("replays what has no lines and is cut off, and says so", async () => {
        const { explorer, toolbar, callStack, console } = window;
        await window.commands.run("View: Close All Editors");
        await explorer.open("cut.ipctrace");
        await trace.waitUntilOpen();
        await trace.locator("canvas.lanes").click();
        await toolbar.start();
        await callStack.open();
        await badge("p1", "The program's first call");
        await console.open();
        await eventually(
            () => console.lines(),
            (lines) => lines.some((line) => /cut\.ipctrace.*is cut off/.test(line)),
            "the console says that it is cut off",
        );
        await callStack.frame("no stack is recorded").waitFor();
        assert.equal(await trace.tab().count(), 1, "where the debugger has no line to show, the trace stays where it is");
        await toolbar.press("Step Into");
        await shows(/^descriptor inherited/);
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
    });
});
