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

/** Of `strace -ff -ttt -o run`: a file for each process. */
const parent = ['1700000000.1 execve("./run", ["./run"], 0x7ffd0 /* 20 vars */) = 0', "1700000000.2 fork() = 102", ""].join("\n");
const child = ['1700000000.3 write(1, "abc", 3) = 3', "1700000000.4 exit_group(0) = ?", ""].join("\n");
const logs = { "a.strace": log, "run.101": parent, "run.102": child, "untimed.1": log, "untimed.2": log };

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
    windowForTests({ ...logs, "there.c": program }, (opened) => {
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
        await page.locator(".tab.active", { hasText: "a.ipctrace" }).click();
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

    it("offers to import all files of strace -ff when one of them is opened, or says what they lack", async () => {
        const { explorer, page, commands } = window;
        const accept = async (offer: string): Promise<void> => {
            await said(offer);
            const item = page.locator(".notifications-center .notification-list-item", { hasText: offer });
            await item.getByRole("button", { name: "Import" }).click();
        };
        await explorer.open("untimed.1");
        await accept("The files untimed.* are a log of strace -ff");
        await said("untimed was not imported: ");
        await commands.run("View: Close All Editors");
        await explorer.open("run.102");
        await accept("The files run.* are a log of strace -ff");
        await page.locator(".tab.active", { hasText: "run.ipctrace" }).waitFor();
        const trace = new TraceEditor(page);
        await trace.waitUntilOpen();
        await eventually(
            () => trace.locator("ipc-timeline .label").allInnerTexts(),
            (rows) => rows.length === 2,
            "it has a row for each process",
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
