import { execFileSync } from "node:child_process";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

const root = path.resolve(__dirname, "../..");

/** A recording under the debugger of the real VS Code: the cursor of the debugger is that of the trace's editor. */
describe("a trace that is replayed in VS Code", () => {
    let window: EditorWindow;
    let trace: TraceEditor;

    windowForTests({}, (opened) => {
        window = opened;
        trace = new TraceEditor(window.page);
        const { workspace } = window.places;
        const program = path.join(workspace, "c/pipe-of-replay");
        execFileSync("gcc", ["-g", "-O0", "-o", program, path.join(workspace, "c/pipe.c")]);
        execFileSync(path.join(root, "dist/ipcscope"), ["record", "-o", path.join(workspace, "pipe.ipctrace"), "--", program], {
            stdio: ["ignore", "ignore", "inherit"],
        });
    });

    const title = (): Promise<string> => trace.locator(".moment h3").innerText();
    const shows = async (text: RegExp): Promise<void> => {
        await eventually(title, (shown) => text.test(shown), `the trace's editor shows ${text}`);
    };

    it("stops at a breakpoint, goes back across the fork, and reverses to the write that filled the pipe", async () => {
        const { explorer, editor, toolbar } = window;
        await explorer.open("pipe.ipctrace");
        await trace.waitUntilOpen();
        await explorer.open("c", "pipe.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(lineOf("c/pipe.c", "close(ends[0]);"));
        await editor.toggleBreakpoint(lineOf("c/pipe.c", "ssize_t written = write"));
        await trace.tab().click();
        await trace.locator("canvas.lanes").click();
        await toolbar.start();
        await editor.waitForStop();
        await eventually(
            () => trace.tab().count(),
            (count) => count === 1,
            "the trace is beside the program, and no longer behind it",
        );
        await trace.waitUntilOpen();
        await shows(/^pipe/);
        await toolbar.press("Continue");
        await shows(/^close\(3\)/);
        await toolbar.press("Step Back");
        await shows(/^fork/);
        await window.screenshot("replay");
        await toolbar.press("Continue");
        await shows(/^close\(3\)/);
        await toolbar.press("Continue");
        await shows(/^write\(4/);
        await trace.locator("canvas.lanes").press("End");
        await shows(/^(?!write)/);
        await toolbar.press("Reverse");
        await shows(/^write\(4/);
        await toolbar.press("Stop");
        await toolbar.waitForEnd();
    });
});
