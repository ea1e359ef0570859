import assert from "node:assert/strict";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

/** The parent tells of each child's end, and waits for the next. */
const program = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int status;
    for (int i = 0; i < 2; i++)
        if (fork() == 0) pause();
    while (wait(&status) != -1)
        printf("a child was ended by signal %d\\n", WTERMSIG(status));
    pause();
    return 0;
}
`;

describe("ending one process in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "family.c": program }, (opened) => (window = opened));

    async function isGone(process: string, left: readonly string[]): Promise<void> {
        await window.callStack.session(process).waitFor({ state: "detached" });
        for (const other of left) assert.equal(await window.callStack.badge(other), "Running");
        await eventually(
            () => Promise.resolve(window.running("/family").filter((command) => /^\S+\/family$/.test(command))),
            (commands) => commands.length === left.length,
            "the others run on",
        );
    }

    it("by the Call Stack's context menu, which need not be the selected one", async () => {
        await window.explorer.open("family.c");
        await window.editor.waitForLanguage("C");
        await window.callStack.open();
        await window.toolbar.start();
        for (const process of ["p2", "p3", "p1"]) await window.callStack.select(process);
        await window.callStack.choose("p2", "End Only This Process");
        await isGone("p2", ["p1", "p3"]);
        await window.screenshot("one-process-ended");
    });

    it("by the command, which ends the selected one", async () => {
        await window.callStack.select("p3");
        await window.commands.run("IPC Scope: End Only This Process");
        await isGone("p3", ["p1"]);
        await window.panel.showTerminal();
        await eventually(
            () => window.panel.terminalText(),
            (text) => text.match(/a child was ended by signal 9/g)?.length === 2,
            "their parent has learnt of both ends",
        );
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
    });
});
