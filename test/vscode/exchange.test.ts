import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

const log = [
    'execve("/bin/sh", ["sh"], 0x7ffd0 /* 20 vars */) = 0',
    "pipe2([3, 4], 0)                        = 0",
    'write(4, "abc", 3)                      = 3',
    'read(3, "abc", 512)                     = 3',
    "exit_group(0)                           = ?",
    "+++ exited with 0 +++",
    "",
].join("\n");

/** Traces come from elsewhere and go there, by VS Code's own dialogs. */
describe("import and export in VS Code", () => {
    let window: EditorWindow;
    windowForTests({ "a.strace": log }, (opened) => (window = opened));

    const said = async (text: string): Promise<void> => (await window.notifications()).filter({ hasText: text }).waitFor();

    it("offers to import a log of strace that is opened, and exports the trace as a page", async () => {
        const { explorer, page, commands, places } = window;
        await explorer.open("a.strace");
        await said("a.strace is a log of strace");
        await page.locator(".notifications-center").getByRole("button", { name: "Import" }).click();
        await page.locator(".tab.active", { hasText: "a.ipctrace" }).waitFor();
        const trace = new TraceEditor(page);
        await trace.waitUntilOpen();
        await said("does not tell everything");
        await trace.tab().click();
        await commands.run("IPC Scope: Export Trace…");
        await page.locator(".quick-input-widget", { hasText: "Export a.ipctrace" }).waitFor();
        await commands.choose("Web page");
        const input = page.locator(".quick-input-widget input");
        await eventually(
            () => input.inputValue(),
            (value) => value.endsWith("a.html"),
            "a file is proposed",
        );
        await page.keyboard.press("Enter");
        await said("a.html is written");
        await eventually(
            () => Promise.resolve(fs.readFileSync(path.join(places.workspace, "a.html"), "utf8")),
            (text) => text.includes("</html>"),
            "the page is whole",
        );
    });
});
