import assert from "node:assert/strict";
import { eventually } from "./eventually";
import type { EditorWindow } from "./editorWindow";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

const asked = lineOf("c/browser.c", "must(send(pages[i].socket");

/** One parent and thirty children under the debugger. */
describe("a browser of 31 processes in VS Code", () => {
    let window: EditorWindow;
    windowForTests({}, (opened) => (window = opened));

    it("is a card for the parent and one for all that are alike", async () => {
        const { diagram, page } = window;
        await window.explorer.open("c", "browser.c");
        await window.editor.waitForLanguage("C");
        await window.editor.toggleBreakpoint(asked);
        await window.toolbar.start();
        await diagram.waitUntilOpen();
        await eventually(
            () => window.editor.stoppedLine(),
            (now) => now === asked,
            "the parent has all its children",
        );
        const crowd = diagram.cards(/30 × browser/);
        await eventually(
            async () => {
                if ((await crowd.count()) > 0) return true;
                await diagram.processes().first().focus();
                await page.keyboard.press("v");
                await crowd.waitFor({ timeout: 10_000 }).catch(() => undefined);
                return (await crowd.count()) > 0;
            },
            (isThere) => isThere,
            "the children are one card",
        );
        // The parent, its children, their socket pairs and their shared memory.
        assert.equal(await diagram.cards(/./).count(), 4);
        assert.deepEqual(await diagram.outOfSight(), []);
        await window.screenshot("crowd");
    });
});
