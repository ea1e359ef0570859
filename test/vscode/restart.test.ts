import assert from "node:assert/strict";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

const program = `#include <unistd.h>
int main(void)
{
    pause();
    return 0;
}
`;

describe("restarting an edited program in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "edited.c": program }, (opened) => (window = opened));

    it("that does not compile ends the launch, with a message and an entry in Problems", async () => {
        const { explorer, editor, callStack, toolbar, diagram, panel } = window;
        await explorer.open("edited.c");
        await editor.waitForLanguage("C");
        await callStack.open();
        await toolbar.start();
        await diagram.waitUntilOpen();
        await diagram.process("p1 ·").waitFor();
        await callStack.select("p1");
        await editor.replaceLine(4, "    nothing;");
        await toolbar.press("Restart");
        await toolbar.waitForEnd();
        await (await window.notifications()).filter({ hasText: /edited\.c does not compile \(1 error\)\. Line 4/ }).waitFor();
        assert.deepEqual(await callStack.texts(), [], "no session is left");
        await eventually(
            () => diagram.phase().innerText(),
            (text) => text.startsWith("ended"),
            "the diagram does not call it live",
        );
        await panel.showProblems();
        assert.match((await panel.problems().allInnerTexts()).join("\n"), /Ln 4/);
        await window.screenshot("restart-failed");
    });

    it("that was mended is no problem any more, and runs", async () => {
        const { editor, callStack, toolbar, panel } = window;
        await editor.replaceLine(4, "    pause();");
        await eventually(
            () => panel.problems().count(),
            (count) => count === 0,
            "the entry in Problems is gone",
        );
        await toolbar.start();
        await callStack.select("p1");
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
    });
});
