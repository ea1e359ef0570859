import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { Locator } from "playwright-core";
import type { EditorWindow } from "./editorWindow";
import { eventually, repeated } from "./eventually";
import { chooseFromMenu } from "./pages/contextMenu";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

const root = path.resolve(__dirname, "../..");

describe("the view Recordings", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "none.ipctrace": "no trace" }, (opened) => (window = opened));

    const inWorkspace = (...names: string[]): string => path.join(window.places.workspace, ...names);
    const record = (file: string, ...program: string[]): void => {
        fs.mkdirSync(path.dirname(file), { recursive: true });
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", file, "--", ...program], {
            stdio: ["ignore", "ignore", "inherit"],
        });
    };
    const row = (name: string): Locator => window.page.locator(".pane-body .monaco-list-row", { hasText: name });
    const isThere = (file: string, wanted: boolean): Promise<boolean> =>
        eventually(
            () => Promise.resolve(fs.existsSync(file)),
            (exists) => exists === wanted,
            `${file} is ${wanted ? "there" : "gone"}`,
        );

    it("lists the traces of the workspace, and those that come, with what their files tell", async () => {
        await window.page
            .getByRole("tab", { name: /^IPC Scope/ })
            .first()
            .click();
        await row("none").filter({ hasText: "is not a trace of ipcscope" }).waitFor();
        record(inWorkspace(".ipcscope", "echo.ipctrace"), "echo", "hello");
        const text = await row("echo")
            .filter({ hasText: / · .* m?s · .* kB/ })
            .innerText();
        assert.match(text, /^echo\s*echo hello · .*20\d\d.* · [\d.]+ m?s · \d+\.\d kB/);
    });

    it("renames one with its notes", async () => {
        fs.writeFileSync(inWorkspace(".ipcscope", "echo.ipctrace.notes.json"), '{"bookmarks":[{"event":1,"text":"first"}]}');
        await row("echo").click();
        const trace = new TraceEditor(window.page);
        await trace.waitUntilOpen();
        await row("echo").click();
        await window.page.keyboard.press("F2");
        await window.page.locator(".quick-input-widget input").fill("greeting");
        await window.page.keyboard.press("Enter");
        await row("greeting").waitFor();
        await isThere(inWorkspace(".ipcscope", "greeting.ipctrace.notes.json"), true);
        await isThere(inWorkspace(".ipcscope", "echo.ipctrace"), false);
        await window.screenshot("recordings");
    });

    it("is told of a command line that is recorded in a terminal, and opens its trace", async () => {
        await window.commands.run("IPC Scope: Record Terminal Command…");
        await window.page.locator(".quick-input-widget", { hasText: "and is recorded" }).waitFor();
        await window.page.locator(".quick-input-widget input").fill("pwd | cat");
        await window.page.keyboard.press("Enter");
        await row("pwd-").filter({ hasText: "/bin/sh -c pwd | cat · " }).waitFor();
        await window.page.locator(".tab.active", { hasText: /^pwd-.*\.ipctrace/ }).waitFor();
        await window.screenshot("recorded-command");
    });

    it("is sorted by time, or by size", async () => {
        record(inWorkspace("large.ipctrace"), "sh", "-c", "head -c 100000 /dev/urandom | cat");
        await row("large").waitFor();
        record(inWorkspace("small.ipctrace"), "true");
        await row("small").waitFor();
        const isBefore = async (one: string, other: string): Promise<boolean> => {
            const [first, second] = await Promise.all([one, other].map((name) => row(name).getAttribute("data-index")));
            return Number(first) < Number(second);
        };
        assert.ok(await isBefore("small", "large"), "the newest comes first");
        const sort = window.page.getByRole("button", { name: "Sort by Size, or by Time" });
        for (const [first, then] of [
            ["large", "small"],
            ["small", "large"],
        ] as const) {
            // The buttons of a view are shown where the pointer is.
            await row("small").hover();
            await sort.click();
            await eventually(
                () => isBefore(first, then),
                (isSo) => isSo,
                `${first} comes before ${then}`,
            );
        }
    });

    it("shows one in the Explorer", async () => {
        const inExplorer = window.page.locator(".explorer-folders-view .monaco-list-row.selected", { hasText: "greeting.ipctrace" });
        await repeated(
            () => chooseFromMenu(window.page, row("greeting"), "Reveal Recording"),
            () => inExplorer.isVisible(),
            "the recording is selected in the Explorer",
        );
        await window.screenshot("revealed-recording");
        await window.page
            .getByRole("tab", { name: /^IPC Scope/ })
            .first()
            .click();
        await row("greeting").waitFor();
    });

    it("deletes one after a question", async () => {
        await row("greeting").click();
        await window.page.keyboard.press("Delete");
        const dialog = window.page.locator(".monaco-dialog-box");
        await dialog.getByRole("button", { name: "Cancel" }).click();
        await dialog.waitFor({ state: "detached" });
        assert.ok(fs.existsSync(inWorkspace(".ipcscope", "greeting.ipctrace")));
        await row("greeting").click();
        await window.page.keyboard.press("Delete");
        await dialog.getByRole("button", { name: "Move to Trash" }).click();
        // The server of a window in the browser has no trash.
        await dialog.getByRole("button", { name: "Delete for Good" }).click();
        await row("greeting").waitFor({ state: "detached" });
        await isThere(inWorkspace(".ipcscope", "greeting.ipctrace"), false);
        await isThere(inWorkspace(".ipcscope", "greeting.ipctrace.notes.json"), false);
    });
});
