import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { lineOf } from "./sampleLines";
import { eventually, repeated } from "./eventually";
import type { EditorWindow } from "./editorWindow";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

const root = path.resolve(__dirname, "../..");

/** A trace in the real VS Code: an editor like any other, that leads into the source and back. */
describe("the editor of a trace", () => {
    let window: EditorWindow;
    let trace: TraceEditor;
    let file: string;

    windowForTests({}, (opened) => {
        window = opened;
        trace = new TraceEditor(window.page);
        const { workspace } = window.places;
        file = path.join(workspace, "pipe.ipctrace");
        const program = path.join(workspace, "c/pipe-of-trace");
        execFileSync("gcc", ["-g", "-O0", "-o", program, path.join(workspace, "c/pipe.c")]);
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", file, "--", program], { stdio: ["ignore", "ignore", "inherit"] });
    });

    const title = (): Promise<string> => trace.locator(".moment h3").innerText();
    const openTrace = async (): Promise<void> => {
        await window.explorer.open("pipe.ipctrace");
        await trace.waitUntilOpen();
    };

    /** What is undone is what was done in the active editor. */
    const activate = (): Promise<void> =>
        repeated(
            (soon) => trace.tab().click(soon),
            () => window.page.locator(".editor-group-container.active .tab.active", { hasText: "pipe.ipctrace" }).isVisible(),
            "the trace is the active editor",
        );

    it("opens from the Explorer, and finds where bytes that were read came from", async () => {
        await openTrace();
        await trace.locator(".query").fill("kind:bytesRead object:pipe*");
        await trace.locator(".matches").filter({ hasText: / of / }).waitFor();
        await trace.locator(".query").press("Enter");
        await eventually(title, (text) => text.startsWith("read("), "a read is found");
        const origin = trace.locator(".event-link").first();
        assert.match(await origin.innerText(), /write\(.* by p2[^]*pipe\.c:\d+/);
        await window.screenshot("trace-editor");
        await origin.locator(".place").click();
        await window.page.locator(".tab.active", { hasText: "pipe.c" }).waitFor();
        await window.page.locator("#status\\.editor\\.selection", { hasText: /^Ln \d+/ }).waitFor();
    });

    it("lists the events of a line of the source", async () => {
        await window.editor.goToLine(lineOf("c/pipe.c", "pipe(ends)"));
        await window.commands.run("IPC Scope: Events of This Line");
        await trace.locator(".line-events", { hasText: /1 event of pipe\.c:\d+/ }).waitFor();
        await trace.locator(".line-events .to").click();
        await trace.locator("#tab-event").click();
        await eventually(title, (text) => text.startsWith("pipe"), "its event is shown");
    });

    it("says above each line what it did, when that is asked for; a click lists the events", async () => {
        const lens = window.page.locator(".codelens-decoration a", { hasText: /^wrote 5 bytes to pipe\d+, 2 times$/ });
        await window.commands.run("IPC Scope: Show or Hide What Each Line Did");
        await window.editor.tab("pipe.c").click();
        await window.editor.goToLine(lineOf("c/pipe.c", "write(write_end"));
        await lens.waitFor();
        await window.screenshot("line-notes");
        await repeated(
            (soon) => lens.click(soon),
            () => trace.locator(".line-events", { hasText: /write\(/ }).isVisible(),
            "the events of that line are listed",
        );
        await window.commands.run("IPC Scope: Show or Hide What Each Line Did");
        await lens.waitFor({ state: "detached" });
        await trace.locator("#tab-event").click();
    });

    it("keeps bookmarks as an editor keeps changes: undone, saved beside the trace, there again", async () => {
        await trace.locator("canvas.lanes").press("b");
        await trace.locator(".note-text").fill("the pipe is made");
        await trace.locator(".note-text").press("Enter");
        const dirty = window.page.locator(".tab.dirty", { hasText: "pipe.ipctrace" });
        await dirty.waitFor();
        await activate();
        await window.commands.run("Undo");
        await eventually(
            () => trace.locator(".note-text").inputValue(),
            (text) => text === "",
            "the note is undone",
        );
        await activate();
        await window.commands.run("Redo");
        await eventually(
            () => trace.locator(".note-text").inputValue(),
            (text) => text === "the pipe is made",
            "and there again",
        );
        await window.commands.run("File: Save All Files");
        await dirty.waitFor({ state: "detached" });
        const notes = `${file}.notes.json`;
        assert.match(fs.readFileSync(notes, "utf8"), /"text": "the pipe is made"/);
        await window.editor.close("pipe.ipctrace");
        await openTrace();
        await trace.locator("#tab-bookmarks", { hasText: "1" }).click();
        assert.match(await trace.locator("ul.bookmarks").innerText(), /the pipe is made/);
        await trace.locator("ul.bookmarks .tool").click();
        await trace.locator("#panel .empty").waitFor();
        await window.commands.run("File: Save All Files");
        await dirty.waitFor({ state: "detached" });
        assert.ok(!fs.existsSync(notes), "without bookmarks there is no such file");
    });

    it("opens a long trace from an archive the second time", async () => {
        const long = path.join(window.places.workspace, "long.ipctrace");
        const talk = "i=0; while [ $i -lt 5200 ]; do echo $i >>out; i=$((i + 1)); done";
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", long, "--", "sh", "-c", talk], {
            cwd: window.places.root,
            stdio: ["ignore", "ignore", "inherit"],
        });
        const events = async (): Promise<string> => {
            await trace.locator(".bar .name").filter({ hasNotText: "read" }).waitFor();
            return trace.locator(".bar .name").innerText();
        };
        const open = async (): Promise<void> => {
            await window.explorer.open("long.ipctrace");
            await trace.waitUntilOpen();
        };
        const close = async (): Promise<void> => {
            await window.page.locator(".tab", { hasText: "long.ipctrace" }).click();
            await window.commands.run("View: Close Editor");
            await window.page.locator(".tab", { hasText: "long.ipctrace" }).waitFor({ state: "detached" });
        };
        await window.commands.run("View: Close All Editors");
        await open();
        const total = await events();
        const archives = (): readonly string[] =>
            fs
                .readdirSync(window.places.root, { recursive: true, encoding: "utf8" })
                .filter((name) => name.endsWith(".archive"))
                .map((name) => path.join(window.places.root, name));
        await eventually(
            () => Promise.resolve(archives().length),
            (count) => count === 1,
            "the archive is kept",
        );
        await close();

        // The same length and the same time: only from its archive can it be opened.
        const bytes = fs.readFileSync(long);
        const { atime, mtime } = fs.statSync(long);
        fs.writeFileSync(long, Buffer.alloc(bytes.length));
        fs.utimesSync(long, atime, mtime);
        await open();
        assert.equal(await events(), total);
    });
});
