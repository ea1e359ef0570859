import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { lineOf } from "./sampleLines";
import { bothStopped, step } from "./stops";
import { windowForTests } from "./windowForTests";

const sample = "c/ls_wc.c";
const childLine = lineOf(sample, "close(STDOUT_FILENO);");
const parentLine = lineOf(sample, "close(STDIN_FILENO);");
const samples = path.resolve(__dirname, "../../samples/c");

/** What a user does: the steps build on each other, in one window. */
describe("a user debugs ls | wc -l in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({}, (opened) => (window = opened));

    it("opens the empty diagram from the command palette", async () => {
        await window.commands.run("IPC Scope: Show Diagram");
        await window.diagram.waitUntilOpen();
        assert.match(await window.diagram.sentence().innerText(), /Start a program/);
        await window.commands.run("View: Close All Editors");
        await window.diagram.tab().waitFor({ state: "detached" });
    });

    it("sets a breakpoint in the child's branch and one in the parent's", async () => {
        await window.explorer.open("c", "ls_wc.c");
        await window.editor.waitForLanguage("C");
        await window.editor.toggleBreakpoint(childLine);
        await window.editor.toggleBreakpoint(parentLine);
        assert.equal(await window.editor.breakpoints().count(), 2);
    });

    it("presses F5 without a launch.json: both processes stop, as sessions nested under the launch", async () => {
        await window.callStack.open(); // Only then is it seen who is frozen.
        await window.toolbar.start();
        await window.editor.waitForStop();
        await bothStopped(window);
        await eventually(
            () => window.callStack.outline(),
            (rows) => {
                const levelOf = (text: string): number | undefined => rows.find((row) => row.text.includes(text))?.level;
                return levelOf("Session ls_wc.c") === 1 && levelOf("(p1 ·") === 2 && levelOf("(p2 ·") === 2;
            },
            "both processes are nested under the launch",
        );
    });

    it("sees both descriptor tables and the pipe", async () => {
        const { diagram } = window;
        await diagram.waitUntilOpen();
        await diagram.process("p2 ·").waitFor();
        assert.equal(await diagram.processes().count(), 2);
        for (const process of ["p1 ·", "p2 ·"]) {
            const card = diagram.process(process);
            await eventually(
                () => diagram.descriptor(card, 3).innerText(),
                (text) => /read end/.test(text),
                "3 is the read end",
            );
            assert.match(await diagram.descriptor(card, 4).innerText(), /write end/);
            assert.equal(await card.locator(".row").count(), 5, "0 to 4 and nothing of the editor's");
        }
        assert.equal(await diagram.pipes().count(), 1);
        assert.match(await diagram.pipes().innerText(), /empty/);
        await window.screenshot("both-stopped");
    });

    it("steps the child alone: the diagram changes with each line, and nothing that stays moves", async () => {
        const { diagram, callStack } = window;
        const child = diagram.process("p2 ·");
        await callStack.select("p2");
        await eventually(
            () => window.editor.stoppedLine(),
            (line) => line === childLine || line === childLine + 1,
            "the child stands at its breakpoint",
        );
        const places = await diagram.places();
        const parentRow = (await callStack.texts()).find((row) => row.includes("(p1 ·"));

        if ((await window.editor.stoppedLine()) === childLine) await step(window);
        assert.match(await diagram.descriptor(child, 1).innerText(), /closed/);
        await step(window);
        await eventually(
            () => diagram.descriptor(child, 1).innerText(),
            (text) => /write end/.test(text),
            "dup has taken 1",
        );
        assert.match(await diagram.sentence().innerText(), /dup/);
        await window.screenshot("child-after-dup");
        await window.screenshotOfEditors("editor-and-diagram");

        for (const [card, place] of await diagram.places()) {
            const before = places.get(card);
            if (before !== undefined) assert.deepEqual(place, before, `${card} has moved`);
        }
        assert.equal(
            (await callStack.texts()).find((row) => row.includes("(p1 ·")),
            parentRow,
            "the parent stands where it stood",
        );
    });

    it("reads the child's variables, watches an expression and hovers over a name", async () => {
        assert.equal(await window.variables.value("child"), "0");
        await window.watch.add("ends[1]");
        await eventually(
            () => window.watch.value("ends[1]"),
            (value) => value === "4",
            "ends[1] is 4",
        );
        assert.match(await window.editor.hover("ends[1]", "ends"), /\{3, 4\}|\[0\]/);
        await window.screenshot("variables");
    });

    it("steps the parent alone", async () => {
        const { diagram, callStack } = window;
        await callStack.select("p1");
        await eventually(
            () => window.editor.stoppedLine(),
            (line) => line >= parentLine,
            "the parent's line is shown",
        );
        const line = await window.editor.stoppedLine();
        await step(window);
        await eventually(
            () => window.editor.stoppedLine(),
            (now) => now > line,
            "the parent has gone on",
        );
        await eventually(
            () => diagram.descriptor(diagram.process("p1 ·"), 0).innerText(),
            (text) => /closed|read end/.test(text),
            "0 is closed",
        );
    });

    it("follows a line in the diagram into the editor", async () => {
        await window.diagram.pipes().locator(".link").first().click();
        const line = lineOf(sample, "pipe(ends)");
        await window.page.locator("#status\\.editor\\.selection", { hasText: `Ln ${line},` }).waitFor();
    });

    it("looks good in light, high contrast, a narrow column and full width", async () => {
        for (const theme of ["light", "high-contrast", "dark"] as const) {
            await window.setTheme(theme);
            await window.page.waitForTimeout(300);
            await window.screenshot(`theme-${theme}`);
        }
        await window.page.setViewportSize({ width: 1100, height: 900 });
        await window.page.waitForTimeout(300);
        await window.screenshot("narrow-column");
        await window.page.setViewportSize(EditorWindow.size);
        await window.diagram.focus();
        await window.commands.run("View: Toggle Maximize Editor Group");
        await window.page.waitForTimeout(300);
        await window.screenshot("full-width");
        await window.commands.run("View: Toggle Maximize Editor Group");
    });

    it("continues: the program's output is in the terminal, and the launch ends with its last process", async () => {
        const { page, callStack, toolbar, panel, diagram } = window;
        for (const process of ["p2", "p1"]) {
            await callStack.select(process);
            await page.keyboard.press("F5");
            await callStack.session(process).and(callStack.paused()).waitFor({ state: "detached" });
        }
        await toolbar.waitForEnd();
        await panel.showTerminal();
        const files = fs.readdirSync(samples).filter((name) => !name.startsWith(".") && name !== "build").length;
        await eventually(
            () => panel.terminalText(),
            (text) => text.split("\n").some((line) => line.trim() === String(files)),
            `wc counts ${files} lines`,
        );
        assert.match(await diagram.phase().innerText(), /ended/);
        await window.screenshot("ended");
    });
});
