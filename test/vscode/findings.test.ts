import assert from "node:assert/strict";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { windowForTests } from "./windowForTests";

/** The parent reads to the end of file, which its own descriptor keeps away. */
const leak = `#include <sys/wait.h>
#include <unistd.h>
int main(void)
{
    int ends[2];
    char byte;
    if (pipe(ends) == -1) return 1;
    if (fork() == 0) { write(ends[1], "a", 1); _exit(0); }
    wait(NULL);
    while (read(ends[0], &byte, 1) == 1)
        ;
    return 0;
}
`;

describe("what is wrong, in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "leak.c": leak }, (opened) => (window = opened));

    it("is told when all processes wait, before anybody asks", async () => {
        await window.explorer.open("leak.c");
        await window.editor.waitForLanguage("C");
        await window.toolbar.start();
        await window.diagram.waitUntilOpen();
        await window.panel.showProblems();
        const notices = await window.notifications();
        const notice = notices.locator(".monaco-list-row", { hasText: "All processes wait." });
        await notice.waitFor();
        assert.match(await notice.innerText(), /p1's own descriptor 4, got by pipe at leak\.c:7, keeps pipe1 open/);
        await window.screenshot("findings-notice");
        await notice.getByRole("button", { name: "Show Line" }).click();
    });

    it("stands in the view Diagnosis and in Problems", async () => {
        await window.page
            .getByRole("tab", { name: /^IPC Scope/ })
            .first()
            .click();
        const rows = window.page.locator(".pane-body .monaco-list-row");
        await eventually(
            () => rows.allInnerTexts(),
            (texts) => texts.some((text) => text.includes("IPC002")) && texts.some((text) => /leak\.c:10.*symptom \(p1\)/s.test(text)),
            "the finding and its lines are listed",
        );
        await window.panel.showProblems();
        await eventually(
            () => window.panel.problems().allInnerTexts(),
            (texts) => texts.some((text) => /never comes to the end of file[^]*IPC002/.test(text)),
            "the finding is a problem",
        );
        await window.screenshot("findings");
    });

    it("is put right by a quick fix", async () => {
        const problem = window.panel.problems().filter({ hasText: "IPC002" });
        await problem.click();
        await window.page.keyboard.press("Control+.");
        const mend = window.page.locator(".action-widget, .context-view").getByText("Insert close(ends[1]) before line 10").first();
        await mend.waitFor();
        // A menu that has just opened takes no click.
        await eventually(
            async () => {
                if (await mend.isVisible()) await mend.click();
                return mend.isVisible();
            },
            (visible) => !visible,
            "the mend is chosen",
        );
        await eventually(
            () => window.page.locator(".view-lines").first().innerText(),
            (text) => /close\(ends\[1\]\);/.test(text.replaceAll("\u00a0", " ")),
            "the close is in the program",
        );
        await window.toolbar.press("Stop");
    });

    it("is explained on a page", async () => {
        await window.page.locator(".pane-body .monaco-list-row", { hasText: "What is that?" }).first().click();
        await window.page.getByRole("tab", { name: /Preview IPC002\.md/ }).waitFor();
        await window.screenshot("findings-explained");
    });
});
