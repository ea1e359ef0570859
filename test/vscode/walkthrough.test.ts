import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { contributes } from "../../package.json";
import { present } from "../present";
import { type EditorWindow, themes } from "./editorWindow";
import { eventually } from "./eventually";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

const { title, steps } = present(contributes.walkthroughs[0]);
const [program, debug, step] = steps.map((each) => each.title) as [string, string, string];
const childLine = lineOf("c/pipe.c", "close(ends[0]);", "Stop 1");

/** A new user follows the walkthrough: the steps build on each other, in one window. */
describe("a new user follows the walkthrough in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({}, (opened) => (window = opened));

    it("finds three steps, each with a picture in the colours of the theme", async () => {
        const { walkthrough } = window;
        for (const theme of ["dark", "light", "high-contrast"] as const) {
            await window.setTheme(theme);
            await walkthrough.open(title);
            assert.equal(await walkthrough.steps().count(), 3);
            for (const { title: heading, media } of steps) {
                await walkthrough.expand(heading);
                const file = media.image[theme === "high-contrast" ? "hc" : theme];
                await eventually(
                    () => walkthrough.shownPicture(),
                    ({ source, width }) => source.includes(file) && width > 0,
                    `${file} is shown`,
                );
            }
            await window.screenshot(`walkthrough-${theme}`);
        }
        assert.equal(Object.keys(themes).length, 3, "these are all of the tests' themes");
    });

    it("writes the sample program into the workspace, and opens it", async () => {
        const { walkthrough, page } = window;
        await walkthrough.expand(program);
        await walkthrough.press(program, "New Sample Program");
        await page.locator(".quick-input-widget", { hasText: "New Sample Program" }).waitFor();
        await page.keyboard.press("Enter");
        await page.locator(".tab.active", { hasText: "pipe.c" }).waitFor();
        const [written, ours] = [window.places.workspace, path.resolve(__dirname, "../../samples/c")].map((folder) =>
            fs.readFileSync(path.join(folder, "pipe.c"), "utf8"),
        );
        assert.equal(written, ours);
        await window.editor.waitForLanguage("C");
        await window.editor.toggleBreakpoint(childLine);
    });

    it("starts it from the walkthrough's page, and sees the diagram", async () => {
        const { walkthrough, editor, diagram } = window;
        await walkthrough.open(title);
        await walkthrough.done(program).waitFor();
        await walkthrough.expand(debug);
        await walkthrough.press(debug, "Debug the Open C File");
        await editor.waitForStop();
        await diagram.waitUntilOpen();
        await eventually(
            () => diagram.processes().count(),
            (count) => count === 2,
            "both processes are drawn",
        );
    });

    it("finds all steps done after it has looked at the diagram", async () => {
        const { walkthrough } = window;
        await walkthrough.open(title);
        await walkthrough.done(debug).waitFor();
        await walkthrough.expand(step);
        await walkthrough.press(step, "Show the Diagram");
        await walkthrough.open(title);
        await walkthrough.done(step).waitFor();
    });
});
