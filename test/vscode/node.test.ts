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

/** A C child of a Node parent, which answers on its standard output. */
const parent = `const { execFileSync, spawn } = require("node:child_process");
const path = require("node:path");
const program = path.join(__dirname, "build", "answer");
execFileSync("mkdir", ["-p", path.dirname(program)]);
execFileSync("cc", ["-g", "-O0", "-o", program, path.join(__dirname, "answer.c")]);
const child = spawn(program, { stdio: ["ignore", "pipe", "inherit"] });
child.stdout.on("data", (some) => {
    console.log("got " + some);
});
`;

const child = `#include <stdio.h>
int main(void)
{
    int answer = 42;
    printf("%d", answer);
    return 0;
}
`;

describe("Node programs in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "two.js": program, "answer.js": parent, "answer.c": child }, (opened) => (window = opened));

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

    it("and their C children stop, each in its own debugger", async () => {
        const { callStack, editor, explorer, toolbar, panel } = window;
        await explorer.open("answer.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(5);
        await explorer.open("answer.js");
        await editor.waitForLanguage("JavaScript");
        await editor.toggleBreakpoint(8);
        await window.commands.run("IPC Scope: Debug File with IPC Scope");
        await eventually(
            () => editor.stoppedLine(),
            (line) => line === 5,
            "the C child stops",
        );
        await window.screenshot("node-c-child-stops");
        await toolbar.press("Continue");
        // The editor stays where it was when the selected session has ended: the Call Stack tells.
        await eventually(
            () => callStack.texts(),
            (rows) => rows.some((row) => row.includes("answer.js") && /line 8\b|8:5/.test(row)),
            "the Node parent stops",
        );
        await callStack.frame("line 8").click();
        await toolbar.press("Continue");
        await toolbar.waitForEnd();
        await panel.showTerminal();
        await eventually(
            () => panel.terminalText(),
            (text) => text.includes("got 42"),
            "the answer has come",
        );
    });
});
