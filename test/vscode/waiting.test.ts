import assert from "node:assert/strict";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

/** The child never writes, so the parent waits in its line 9 until somebody ends it. */
const waits = `#include <unistd.h>
int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) == -1) return 1;
    if (fork() == 0) { close(ends[0]); pause(); }
    close(ends[1]);
    return read(ends[0], &byte, 1) == 1;
}
`;

const broken = `int main(void)
{
    return nothing;
}
`;

describe("waiting, stopping and failing in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "waits.c": waits, "broken.c": broken }, (opened) => (window = opened));

    it("says while the program runs why a process waits", async () => {
        await window.explorer.open("waits.c");
        await window.editor.waitForLanguage("C");
        await window.callStack.open();
        await window.toolbar.start();
        await window.diagram.waitUntilOpen();
        const parent = window.diagram.process("p1 ·");
        await eventually(
            () => parent.innerText(),
            (text) => /waits in read\(3\): the pipe is empty; p2's descriptor 4 could still write \(got by fork at waits\.c:7\)/.test(text),
            "the parent's card says why it waits",
        );
        await window.screenshot("waiting-in-read");
    });

    it("pauses the process that waits, and shows where", async () => {
        await window.callStack.select("p2"); // When both are there, VS Code has no more reason to select another one.
        await window.callStack.select("p1");
        await window.toolbar.press("Pause");
        await window.callStack.waitUntilPaused("p1");
        await eventually(
            () => window.callStack.texts(),
            (rows) => rows.some((row) => /main, line 9, waits\.c/.test(row)),
            "main is in the Call Stack",
        );
        await eventually(
            () => window.callStack.badge("p2"),
            (badge) => badge === "Frozen",
            "the other process is frozen",
        );
        await window.screenshot("paused-in-read");
    });

    it("shows where a frozen process stands, with a gdb for it alone, and only then", async () => {
        assert.equal(window.running("--interpreter=mi2").length, 1, "the frozen process has no gdb");
        await window.callStack.makeRoom();
        await window.callStack.select("p2");
        await eventually(
            () => window.callStack.texts(),
            (rows) => rows.some((row) => /main, line 7, waits\.c/.test(row)),
            "the frozen process's main is in the Call Stack",
        );
        await window.callStack.frame("main, line 7").click();
        assert.equal(await window.variables.value("byte"), "0 '\\000'");
        assert.equal(window.running("--interpreter=mi2").length, 2);
        assert.equal(await window.callStack.badge("p2"), "Frozen");
        await window.screenshot("frozen-looked-at");
        await window.callStack.select("p1");
        await window.toolbar.press("Continue");
        for (const process of ["p1", "p2"]) {
            await eventually(
                () => window.callStack.badge(process),
                (badge) => badge === "Running",
                `${process} goes on`,
            );
        }
    });

    it("ends all processes with one button in a child's session, and makes no news of how they ended", async () => {
        assert.notDeepEqual(window.running("/waits"), []);
        await window.callStack.select("p2");
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
        await eventually(
            () => Promise.resolve(window.running("/waits")),
            (commands) => commands.length === 0,
            "all programs have ended",
        );
        await eventually(
            () => window.diagram.phase().innerText(),
            (text) => text.startsWith("ended"),
            "the diagram says that the launch has ended",
        );
        assert.deepEqual(await window.diagram.notices().allInnerTexts(), []);
        await window.screenshot("stopped-by-the-user");
    });

    it("stops at a conditional breakpoint only when its condition holds", async () => {
        await window.explorer.open("c", "pipe.c");
        await window.editor.waitForLanguage("C");
        await window.editor.addConditionalBreakpoint(lineOf("c/pipe.c", "ssize_t written = write"), "message[0] == 'd'");
        await window.toolbar.start();
        await window.editor.waitForStop();
        await eventually(
            () => window.diagram.pipes().innerText(),
            (text) => /5 (in|written)/.test(text),
            "the breakpoint let the first message pass",
        );
        await window.screenshot("conditional-breakpoint");
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
    });

    it("shows the compiler's errors in Problems, with their lines", async () => {
        await window.explorer.open("broken.c");
        await window.editor.waitForLanguage("C");
        await window.toolbar.start();
        await window.dismissDialog(/broken\.c does not compile \(1 error\)\. Line 3/);
        await window.panel.showProblems();
        const problems = (await window.panel.problems().allInnerTexts()).join("\n");
        assert.match(problems, /nothing/);
        assert.match(problems, /Ln 3/);
        await window.screenshot("compiler-error");
    });
});
