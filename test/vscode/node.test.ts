import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

/** The parent sends its child a message, and the child answers. */
const program = `const { fork } = require("node:child_process");
const fs = require("node:fs");
if (process.argv[2] === undefined) {
    const child = fork(__filename, ["child"]);
    child.on("message", (text) => {
        fs.writeSync(1, "answer " + text + "\\n");
        child.disconnect();
    });
    child.send("hello");
} else {
    process.on("message", (text) => {
        process.send(text.toUpperCase());
    });
}
`;

describe("Node programs in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "two.js": program }, (opened) => (window = opened));

    it("stop at breakpoints of the parent and of its child", async () => {
        const { editor, explorer, toolbar, callStack } = window;
        await explorer.open("two.js");
        await editor.waitForLanguage("JavaScript");
        await editor.toggleBreakpoint(9);
        await editor.toggleBreakpoint(12);
        await callStack.open();
        await window.commands.run("IPC Scope: Debug File with IPC Scope");
        await eventually(
            () => editor.stoppedLine(),
            (line) => line === 9,
            "the parent stops",
        );
        await window.screenshot("node-parent-stops");
        await toolbar.press("Continue");
        await eventually(
            () => editor.stoppedLine(),
            (line) => line === 12,
            "the child stops",
        );
        await window.screenshot("node-child-stops");
    });

    it("freeze the launch's other processes meanwhile, and go on with them", async () => {
        const { callStack, toolbar, panel } = window;
        await callStack.standsStill("p1");
        await toolbar.press("Continue");
        await toolbar.waitForEnd();
        await panel.showTerminal();
        await eventually(
            () => panel.terminalText(),
            (text) => text.includes("answer HELLO"),
            "the answer has come",
        );
    });
});
