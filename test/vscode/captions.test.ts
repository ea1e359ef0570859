import assert from "node:assert/strict";
import fs from "node:fs";
import { lineWith, testProgram } from "../adapter/programs";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { bothStopped, step } from "./stops";
import { windowForTests } from "./windowForTests";

const program = testProgram("debug_captions.c");
const childLine = lineWith(program, "sum = add(sum, 1)");
const parentLine = lineWith(program, "sum = add(sum, 2)");

/** The sentence below the diagram, while two processes stand and one of them is stepped. */
describe("the caption in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "captions.c": fs.readFileSync(program, "utf8") }, (opened) => (window = opened));

    const says = (words: RegExp): Promise<string> =>
        eventually(
            () => window.diagram.sentence().innerText(),
            (text) => words.test(text),
            `the caption is ${words.source}`,
        );

    it("is about the child while that is stepped: over a line without a call, a close, and an exec that fails", async () => {
        await window.explorer.open("captions.c");
        await window.editor.waitForLanguage("C");
        await window.editor.toggleBreakpoint(childLine);
        await window.editor.toggleBreakpoint(parentLine);
        await window.callStack.open();
        await window.toolbar.start();
        await window.editor.waitForStop();
        await window.diagram.waitUntilOpen();
        await bothStopped(window);
        await window.callStack.select("p2");
        await step(window);
        await says(/^p2 stands still after a step/);
        await step(window);
        await says(/^p2\s+close\(4\) closed/);
        await step(window);
        await says(/^p2 could not execute \/nowhere\/true: ENOENT/);
    });

    it("follows the child over exec to its end, though the parent still stands", async () => {
        await window.page.keyboard.press("F10");
        await says(/^p2 ended with exit code 0/);
        assert.match(await window.diagram.phase().innerText(), /^stopped/);
        await window.screenshot("caption-after-exec");
    });

    it("is about the parent when that is stepped", async () => {
        await window.callStack.select("p1");
        await step(window);
        await says(/^p1 gets SIGCHLD from p2|^p1 stands still after a step/);
        await step(window);
        await says(/^p1\s+wait\w* told p1|^wait\w* told p1 how p2 ended: exit code 0/);
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
    });
});
