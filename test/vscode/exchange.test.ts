import { execFileSync } from "node:child_process";
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

const program = `#include <unistd.h>
int main(void)
{
    return write(1, "a", 1) != 1; /* packed */
}
`;

const ipcscope = path.resolve(__dirname, "../../dist/ipcscope");

/** Traces come from elsewhere and go there, by VS Code's own dialogs. */
describe("import and export in VS Code", () => {
    let window: EditorWindow;
    windowForTests({ "a.strace": log, "there.c": program }, (opened) => {
        window = opened;
        const { workspace } = window.places;
        const run = (command: string, ...words: string[]): unknown => execFileSync(command, words, { cwd: workspace, stdio: "ignore" });
        run("gcc", "-g", "-O0", "-w", "-o", "there", "there.c");
        run(ipcscope, "record", "-o", "t.ipctrace", "--", "./there");
        run(ipcscope, "pack", "-o", "packed.ipctrace", "t.ipctrace");
        for (const name of ["there", "there.c"]) fs.rmSync(path.join(workspace, name));
    });

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

    it("shows a source that only the trace has", async () => {
        const { explorer, page, commands } = window;
        await commands.run("View: Close All Editors");
        await explorer.open("packed.ipctrace");
        const trace = new TraceEditor(page);
        await trace.waitUntilOpen();
        await trace.locator(".query").fill("kind:bytesWritten");
        await trace.locator(".matches").filter({ hasText: / of / }).waitFor();
        await trace.locator(".query").press("Enter");
        await eventually(
            () => trace.locator(".moment h3").innerText(),
            (text) => text.startsWith("write("),
            "the write is found",
        );
        await commands.run("IPC Scope: Open the Line of the Event");
        await page.locator(".tab.active", { hasText: "there.c" }).waitFor();
        await page.locator(".view-line", { hasText: "packed" }).waitFor();
    });
});
