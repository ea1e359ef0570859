import assert from "node:assert/strict";
import fs from "node:fs";
import { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { lineWith, testProgram } from "../adapter/programs";
import { windowForTests } from "./windowForTests";

const program = testProgram("prefork.c");
const answersLine = lineWith(program, "read(replies[number][0]");
const waitLine = lineWith(program, "while (wait(NULL)");

/** Nine processes and sixteen pipes, as engineers have them: what is in sight, and that nothing old remains. */
describe("a prefork server in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "prefork.c": fs.readFileSync(program, "utf8") }, (opened) => (window = opened));

    async function pressInDiagram(key: string): Promise<void> {
        await window.diagram.processes().first().focus();
        await window.page.keyboard.press(key);
    }

    async function allInSight(): Promise<void> {
        await eventually(
            () => window.diagram.outOfSight(),
            (cards) => cards.length === 0,
            "every card is in sight",
        );
    }

    async function runTo(line: number): Promise<void> {
        await eventually(
            () => window.editor.stoppedLine(),
            (now) => now === line,
            `the server stands in line ${line}`,
        );
    }

    async function ended(): Promise<void> {
        await window.toolbar.waitForEnd();
        await eventually(
            () => window.diagram.phase().innerText(),
            (text) => text.startsWith("ended"),
            "the diagram says that the launch has ended",
        );
    }

    it("is at a breakpoint of the server", async () => {
        await window.explorer.open("prefork.c");
        await window.editor.waitForLanguage("C");
        await window.editor.toggleBreakpoint(answersLine);
        await window.toolbar.start();
        await window.diagram.waitUntilOpen();
        await runTo(answersLine);
        await window.diagram.process("p9 ·").waitFor();
        assert.equal(await window.diagram.pipes().count(), 16);
        assert.match(await window.diagram.sentence().innerText(), /^p1\s+write\(\d+\) wrote 9 bytes/);
        await window.screenshot("prefork-stopped");
    });

    it("fits as a whole, beside the editor, in a narrow column and alone, in light and dark", async () => {
        const percent = window.diagram.percent();
        await pressInDiagram("f");
        await percent.filter({ hasNotText: "100 %" }).waitFor();
        await allInSight();
        await window.screenshot("prefork-fit");
        await window.setTheme("light");
        await window.screenshot("prefork-fit-light");
        await window.setTheme("dark");
        await window.page.setViewportSize({ width: 1100, height: 900 });
        await allInSight();
        await window.screenshot("prefork-fit-narrow");
        await window.page.setViewportSize(EditorWindow.size);
        await window.diagram.focus();
        await window.commands.run("View: Toggle Maximize Editor Group");
        await allInSight();
        await window.screenshot("prefork-fit-wide");
        await window.commands.run("View: Toggle Maximize Editor Group");
    });

    it("starts afresh with Restart: at the top, full-sized, with processes that live", async () => {
        await window.toolbar.press("Restart");
        await window.diagram.percent().filter({ hasText: "100 %" }).waitFor();
        await window.editor.waitForStop();
        await runTo(answersLine);
        await window.diagram.process("p9 ·").waitFor();
        assert.equal((await window.diagram.outOfSight()).includes("p1"), false);
        assert.match(await window.diagram.process("p1 ·").innerText(), /stopped/);
        // With two cores, VS Code needs a moment to put nine sessions away.
        await eventually(
            () => window.callStack.session("p1").count(),
            (count) => count === 1,
            "the sessions of before have gone",
        );
        await window.callStack.select("p1");
        await window.screenshot("prefork-restarted");
    });

    it("shows what remains at the end, and how the server ended", async () => {
        await window.page.locator(".tab", { hasText: "prefork.c" }).click();
        await window.editor.toggleBreakpoint(answersLine);
        await window.editor.toggleBreakpoint(waitLine);
        await window.page.keyboard.press("F5");
        await runTo(waitLine);
        await window.screenshot("prefork-workers-ending");
        await window.page.keyboard.press("F5");
        await ended();
        assert.match(await window.diagram.sentence().innerText(), /^p1 ended with exit code 0/);
        assert.match(await window.diagram.process("p1 ·").innerText(), /exited, status 0/);
        await allInSight();
        await window.screenshot("prefork-ended");
    });

    it("shows the same after Stop", async () => {
        await window.page.locator(".tab", { hasText: "prefork.c" }).click();
        await window.toolbar.start();
        await window.editor.waitForStop();
        await runTo(waitLine);
        await window.toolbar.press("Stop");
        await ended();
        await window.diagram.process("p1 ·").waitFor();
        await allInSight();
        await window.screenshot("prefork-after-stop");
    });
});
