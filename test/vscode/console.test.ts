import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

/** A breakpoint in line 15 lets the child end first. */
const program = `#include <sys/wait.h>
#include <unistd.h>
struct point {
    int x, y;
};
int main(void)
{
    struct point point = { 1, 2 };
    pid_t child = fork();
    if (child == 0) {
        point.x = 5;
        _exit(point.y);
    }
    wait(0);
    point.y = 7;
    return 0;
}
`;
/** The parent prints, its child becomes wc and prints, then the parent again. */
const counts = `#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    pipe(ends);
    puts("The parent speaks.");
    fflush(stdout);
    if (fork() == 0) {
        dup2(ends[0], 0);
        close(ends[1]);
        execlp("wc", "wc", "-l", NULL);
    }
    write(ends[1], "one\\ntwo\\n", 8);
    close(ends[1]);
    wait(NULL);
    fputs("The child has counted.\\n", stderr);
    return 0;
}
`;
const inChild = 12;
const inParent = 14;
const afterwards = 15;

describe("the Debug Console in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "points.c": program, "counts.c": counts }, (opened) => (window = opened));

    const shown = (isRight: (lines: readonly string[]) => boolean, what: string): Promise<readonly string[]> =>
        eventually(() => window.console.lines(), isRight, what);

    it("is one for all processes, and marks each line with its process", async () => {
        const { explorer, editor, toolbar } = window;
        await explorer.open("points.c");
        await editor.waitForLanguage("C");
        await editor.addLogpoint(inChild, "the child has {point}");
        await editor.addLogpoint(inParent, "the parent waits for {child}");
        await editor.toggleBreakpoint(afterwards);
        await toolbar.start();
        await editor.waitForStop();
        const lines = await shown((found) => found.some((line) => line.includes("exited with status 2")), "the child's end is told");
        assert.equal(lines.filter((line) => line.includes("p2: the child has {x = 5, y = 2}")).length, 1);
        assert.equal(lines.filter((line) => /p1: the parent waits for \d+/.test(line)).length, 1);
    });

    it("takes gdb's commands after -exec, and expressions", async () => {
        await window.console.type("-exec info symbol main");
        await shown((lines) => lines.some((line) => /^main in section \.text/.test(line)), "gdb's answer is there");
        await window.console.type("point");
        await shown((lines) => lines.some((line) => line.includes("{x = 1, y = 7}") || line.includes("{x = 1, y = 2}")), "the structure");
        assert.match(await window.editor.hover("point.y = 7", "point"), /\{x = 1, y = 2\}/);
        await window.screenshot("debug-console");
    });

    it("holds nothing of the run before", async () => {
        const { toolbar, editor, console } = window;
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
        await editor.goToLine(1);
        await toolbar.start();
        await editor.waitForStop();
        const lines = await shown((found) => found.some((line) => line.includes("exited with status 2")), "the child's end is told");
        assert.equal(lines.filter((line) => line.includes("p2: the child has")).length, 1);
        assert.equal(lines.filter((line) => line.includes("info symbol")).length, 0);
        assert.equal(await console.choice().count(), 0, "there is no other console to choose");
        await window.screenshot("debug-console-again");
    });

    it("is emptied by Restart", async () => {
        const { toolbar, editor } = window;
        await toolbar.press("Restart");
        await editor.waitForStop();
        const lines = await shown((found) => found.filter((line) => line.includes("exited with status 2")).length === 1, "the new end");
        assert.equal(lines.filter((line) => line.includes("p2: the child has")).length, 1);
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
    });

    it("holds what the programs print that have no terminal, marked with the process", async () => {
        const { explorer, editor, toolbar, places } = window;
        const program = "${workspaceFolder}/counts.c";
        const configuration = { type: "ipcscope", request: "launch", name: "counts", program, console: "internalConsole" };
        fs.mkdirSync(path.join(places.workspace, ".vscode"));
        fs.writeFileSync(path.join(places.workspace, ".vscode/launch.json"), JSON.stringify({ configurations: [configuration] }));
        await explorer.open("counts.c");
        await editor.waitForLanguage("C");
        await toolbar.start();
        const isPrinted = (line: string): boolean => /parent speaks|wc|counted/.test(line);
        const lines = await shown((found) => found.filter(isPrinted).length === 3, "all three lines are there");
        // Which comes first of what goes to standard output and to standard error, nobody can tell.
        assert.deepEqual(lines.filter(isPrinted).sort(), ["The child has counted.", "The parent speaks.", "[p2 wc] 2"]);
        await window.screenshot("debug-console-output");
        await toolbar.waitForEnd();
    });
});
