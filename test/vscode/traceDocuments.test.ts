import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

const root = path.resolve(__dirname, "../..");

/** Traces in the real VS Code as its other documents: several at once, not saved when the window goes, changed by others. */
describe("traces as documents", function () {
    this.bail(true);
    let window: EditorWindow;
    let left: TraceEditor;
    let right: TraceEditor;

    windowForTests({ "right.ipctrace.notes.json": "{ no JSON" }, (opened) => {
        window = opened;
        left = new TraceEditor(window.page, "left.ipctrace");
        right = new TraceEditor(window.page, "right.ipctrace");
        record("left.ipctrace", "echo hello | cat");
        record("right.ipctrace", "echo hello | cat | cat");
    });

    const inWorkspace = (name: string): string => path.join(window.places.workspace, name);
    const record = (name: string, command: string): void => {
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", inWorkspace(name), "--", "sh", "-c", command], {
            stdio: ["ignore", "ignore", "inherit"],
        });
    };
    const at = (trace: TraceEditor): Promise<number> => trace.locator("canvas.lanes").getAttribute("aria-valuenow").then(Number);
    const isAt = (trace: TraceEditor, event: number): Promise<number> =>
        eventually(
            () => at(trace),
            (seq) => seq === event,
            `the cursor stands at ${event}`,
        );
    const note = (trace: TraceEditor): Promise<string> => trace.locator(".note-text").inputValue();
    const addNote = async (trace: TraceEditor, text: string): Promise<void> => {
        await trace.locator("canvas.lanes").press("b");
        await trace.locator(".note-text").fill(text);
        await trace.locator(".note-text").press("Enter");
        await dirty(trace).waitFor();
    };
    const dirty = (trace: TraceEditor): ReturnType<TraceEditor["tab"]> => trace.tab().and(window.page.locator(".dirty"));
    /** VS Code lets extensions keep what is not saved in their own storage. */
    const backupWith = (text: string): string | undefined =>
        fs
            .readdirSync(window.places.root, { recursive: true, encoding: "utf8" })
            .filter((name) => name.includes("workspaceStorage"))
            .map((name) => path.join(window.places.root, name))
            .find((file) => fs.statSync(file).isFile() && fs.readFileSync(file, "utf8").includes(text));

    it("stand side by side, each with its own cursor, also where the bookmarks of one are damaged", async () => {
        await window.explorer.open("left.ipctrace");
        await left.waitUntilOpen();
        await window.explorer.open("right.ipctrace");
        await right.waitUntilOpen();
        await window.commands.run("View: Move Editor into Right Group");
        await window.page.locator(".editor-group-container").nth(1).locator(".tab", { hasText: "right.ipctrace" }).waitFor();
        await right.waitUntilOpen();
        const messages = await window.notifications();
        await messages.filter({ hasText: "The bookmarks of right.ipctrace cannot be read" }).waitFor();
        await window.page.keyboard.press("Escape");
        const last = Number(await left.locator("canvas.lanes").getAttribute("aria-valuemax"));
        await left.locator("canvas.lanes").press("End");
        await isAt(left, last);
        await isAt(right, 1);
        await right.locator("canvas.lanes").press("ArrowRight");
        await isAt(right, 2);
        await isAt(left, last);
        await window.screenshot("two-traces");
    });

    it("have what was not saved, and their cursors, when the window is loaded again", async () => {
        const before = await at(left);
        await addNote(right, "not saved yet");
        await eventually(
            async () => [backupWith("not saved yet"), await window.keptEditors()] as const,
            ([backup, editors]) => backup !== undefined && editors.includes(path.basename(backup)),
            "VS Code knows the backup when it begins anew",
        );
        await window.reload();
        await left.waitUntilOpen();
        await right.waitUntilOpen();
        await dirty(right).waitFor();
        await isAt(left, before);
        await isAt(right, 2);
        assert.equal(await note(right), "not saved yet");
        assert.equal(fs.readFileSync(inWorkspace("right.ipctrace.notes.json"), "utf8"), "{ no JSON");
        await window.commands.run("File: Save All Files");
        await dirty(right).waitFor({ state: "detached" });
        assert.match(fs.readFileSync(inWorkspace("right.ipctrace.notes.json"), "utf8"), /"event": 2,\s*"text": "not saved yet"/);
        assert.equal(fs.readFileSync(inWorkspace("right.ipctrace.notes.json.damaged"), "utf8"), "{ no JSON");
    });

    it("take over what another window saves, and are as it was saved when they are reverted", async () => {
        fs.writeFileSync(inWorkspace("right.ipctrace.notes.json"), '{"bookmarks":[{"event":2,"text":"from elsewhere"}]}');
        await eventually(
            () => note(right),
            (text) => text === "from elsewhere",
            "the other window's note is shown",
        );
        assert.equal(await dirty(right).count(), 0);
        await addNote(right, "a slip");
        await right.tab().click();
        await window.commands.run("File: Revert File");
        await eventually(
            () => note(right),
            (text) => text === "from elsewhere",
            "the note is as it was saved",
        );
        await dirty(right).waitFor({ state: "detached" });
    });

    it("say that their file has changed, are read again, and say that it is gone", async () => {
        const before = await left.locator(".bar .facts").innerText();
        record("left.ipctrace", "true");
        await left.locator(".read-again").click();
        const facts = async (): Promise<string> => {
            await left.waitUntilOpen();
            return left.locator(".bar .facts").innerText();
        };
        await eventually(
            () => facts().catch(() => before),
            (text) => text !== before,
            "a page in place of the one before shows the new trace",
        );
        assert.equal(await left.locator(".read-again").count(), 0);
        fs.rmSync(inWorkspace("left.ipctrace"));
        await left.locator(".trace-notes", { hasText: "is gone" }).waitFor();
        await left.locator("canvas.lanes").press("End");
        await eventually(
            () => at(left),
            (seq) => seq > 1,
            "what was read can still be looked at",
        );
    });
});
