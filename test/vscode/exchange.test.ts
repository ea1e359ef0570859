import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import { longLog, writeLongLog } from "../bench/longLog";
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

/** Bytes of a log whose trace is so long that its export takes seconds. */
const ofALongLog = 6e7;

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
        writeLongLog(path.join(workspace, "long.strace"), "all", ofALongLog);
        run(ipcscope, "import", "-o", "long.ipctrace", "long.strace");
        for (const name of ["there", "there.c", "long.strace"]) fs.rmSync(path.join(workspace, name));
    });

    const said = async (text: string): Promise<void> => (await window.notifications()).filter({ hasText: text }).waitFor();

    const files = (beginning: string): string[] => fs.readdirSync(window.places.workspace).filter((name) => name.startsWith(beginning));

    const untilPartOf = (file: string): Promise<string[]> =>
        eventually(
            () => Promise.resolve(files(`${file}.`)),
            ([name]) => name?.endsWith(".part") === true,
            `${file} is being written`,
        );

    const inProgress = (title: string): Locator => window.page.locator(".notifications-center .notification-list-item", { hasText: title });

    /** Nothing is left of what was being done, and nothing is said of it. */
    const cancelled = async (title: string, file: string): Promise<void> => {
        await inProgress(title).getByRole("button", { name: "Cancel" }).click();
        await eventually(
            () => Promise.resolve([...window.running("ipcscope.js"), ...files(file)]),
            (left) => left.length === 0,
            `no program that writes ${file} and nothing of it is left`,
        );
        await inProgress(title).waitFor({ state: "detached" });
        assert.equal(await (await window.notifications()).filter({ hasText: file }).count(), 0);
    };

    /** When the command has been given: chooses the format, and takes the file that is proposed. */
    const exportAs = async (format: string, trace: string, file: string): Promise<void> => {
        const { page, commands } = window;
        await page.locator(".quick-input-widget", { hasText: `Export ${trace}` }).waitFor();
        await commands.choose(format);
        const input = page.locator(".quick-input-widget input");
        await eventually(
            () => input.inputValue(),
            (value) => value.endsWith(file),
            "a file is proposed",
        );
        await page.keyboard.press("Enter");
    };

    it("cancels an export, of which nothing is left", async () => {
        const { explorer } = window;
        await explorer.choose("Export Trace…", "long.ipctrace");
        await exportAs("JSON", "long.ipctrace", "long.json");
        await said("Exporting long.ipctrace");
        await untilPartOf("long.json");
        await window.screenshot("export-in-progress");
        await cancelled("Exporting long.ipctrace", "long.json");
        await window.screenshot("export-cancelled");
    });

    it("cancels an import, of which nothing is left", async () => {
        const { explorer, places } = window;
        // A log that somebody still writes: its import ends when its writer does.
        const log = path.join(places.workspace, "growing.log");
        execFileSync("mkfifo", [log]);
        const writer = fs.createWriteStream(log).on("error", () => undefined);
        for (const piece of longLog("all", 5e6)) writer.write(piece);
        await explorer.choose("Import strace Log…", "growing.log");
        await said("Importing growing.log");
        await untilPartOf("growing.ipctrace");
        await window.screenshot("import-in-progress");
        await cancelled("Importing growing.log", "growing.ipctrace");
        writer.destroy();
        fs.rmSync(log);
    });

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
        await exportAs("Web page", "a.ipctrace", "a.html");
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
