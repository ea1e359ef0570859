import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

/** Some thirty thousand events, which the editor keeps an archive of, in one process. */
const copying = `#include <fcntl.h>
#include <unistd.h>
int main(void)
{
    int from = open("/dev/zero", O_RDONLY), to = open("/dev/null", O_WRONLY);
    char byte;
    for (int i = 0; i < 15000; i++)
        if (read(from, &byte, 1) != 1 || write(to, &byte, 1) != 1) return 1;
    return 0;
}
`;

describe("a recording of a debug session", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({ "copying.c": copying }, (opened) => (window = opened));

    it("is prepared when the session has ended, and opens from its archive the first time", async () => {
        const { places } = window;
        const configuration = {
            type: "ipcscope",
            request: "launch",
            name: "Record",
            program: "${workspaceFolder}/copying.c",
            record: true,
        };
        fs.mkdirSync(path.join(places.workspace, ".vscode"), { recursive: true });
        fs.writeFileSync(path.join(places.workspace, ".vscode/launch.json"), JSON.stringify({ configurations: [configuration] }));
        await window.explorer.open("copying.c");
        await window.editor.waitForLanguage("C");
        await window.toolbar.start();
        await window.toolbar.waitForEnd();
        const found = (ending: string): readonly string[] =>
            fs
                .readdirSync(places.root, { recursive: true, encoding: "utf8" })
                .filter((name) => name.endsWith(ending))
                .map((name) => path.join(places.root, name));
        await eventually(
            () => Promise.resolve(found(".archive").length),
            (count) => count === 1,
            "its archive is kept",
        );

        // The same length and the same time: only from its archive can it be opened.
        const [recording] = found(".ipctrace").filter((name) => name.includes(`${path.sep}.ipcscope${path.sep}`));
        assert.ok(recording !== undefined, "it is kept in the folder for recordings");
        const { atime, mtime, size } = fs.statSync(recording);
        fs.writeFileSync(recording, Buffer.alloc(size));
        fs.utimesSync(recording, atime, mtime);
        const open = window.page.locator(".pane-body .monaco-list-row", { hasText: "copying" });
        await window.page
            .getByRole("tab", { name: /^IPC Scope/ })
            .first()
            .click();
        await open.click();
        const trace = new TraceEditor(window.page);
        await trace.waitUntilOpen();
        await trace.locator(".bar .name").filter({ hasNotText: "read" }).waitFor();
        assert.match(await trace.locator(".bar .facts").innerText(), /1 process · 30,\d+ events/);
        await window.screenshot("prepared");
    });
});
