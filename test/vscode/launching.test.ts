import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

const program = `#include <stdio.h>
#include <unistd.h>
int main(void)
{
    puts("The program speaks.");
    pause();
    return 0;
}
`;

describe("launching a program in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "speaks.c": program, "other.c": program }, (opened) => (window = opened));

    async function start(): Promise<void> {
        await window.toolbar.start();
        await eventually(
            async () => {
                await window.diagram.waitUntilOpen(); // A page that is moved to another column is another page.
                return window.diagram
                    .phase()
                    .innerText()
                    .catch(() => "");
            },
            (text) => text.startsWith("live · event"),
            "the diagram is live",
        );
    }

    async function stop(): Promise<void> {
        await window.toolbar.press("Stop");
        await window.toolbar.waitForEnd();
    }

    async function terminalHoldsOutputAlone(): Promise<void> {
        await window.panel.showTerminal();
        await eventually(
            () => window.panel.terminalText(),
            (text) => text.trim() === "The program speaks.",
            "the program's output is in the terminal, and nothing else",
        );
    }

    it("shows nothing in the terminal but the program, also where the shell is slow to start", async () => {
        // What is typed while the shell starts is echoed twice: by the terminal, and by the shell.
        fs.writeFileSync(path.join(window.places.home, ".bashrc"), "sleep 3\n");
        await window.explorer.open("speaks.c");
        await window.editor.waitForLanguage("C");
        await start();
        await terminalHoldsOutputAlone();
        await window.screenshot("terminal");
        await stop();
    });

    it("shows nothing there of the run before, which is kept above", async () => {
        await start();
        await terminalHoldsOutputAlone();
        await window.commands.run("Terminal: Scroll to Top");
        await eventually(
            () => window.panel.terminalText(),
            (text) => /speaks\.c\nThe program speaks\.\n/.test(text),
            "what the run before printed can be scrolled to, below how it was started",
        );
        await window.screenshot("terminal-scrolled");
        await stop();
    });

    it("brings the diagram to the front when its tab is hidden in another column", async () => {
        const { diagram, explorer, editor } = window;
        await diagram.focus();
        await explorer.open("other.c"); // In the diagram's column, before it.
        await diagram.tab().and(window.page.locator(":not(.active)")).waitFor();
        await editor.focusColumn(1);
        await start();
        await diagram.tab().and(window.page.locator(".active")).waitFor();
        assert.equal(await editor.tab("speaks.c").getAttribute("aria-selected"), "true");
        await window.screenshot("diagram-in-front");
        await stop();
    });

    it("and beside the program when its tab is behind it", async () => {
        const { diagram, editor, commands } = window;
        await diagram.focus();
        await commands.run("View: Move Editor into Left Group");
        await editor.tab("speaks.c").click();
        await diagram.tab().and(window.page.locator(":not(.active)")).waitFor();
        await start();
        await diagram.tab().and(window.page.locator(".active")).waitFor();
        assert.equal(await editor.tab("speaks.c").getAttribute("aria-selected"), "true");
        await window.screenshot("diagram-beside");
        await stop();
    });
});
