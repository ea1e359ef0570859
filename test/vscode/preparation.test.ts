import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { storedIndex } from "../../tracer/trace/storedIndex";
import { present } from "../present";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { TraceEditor } from "./pages/traceEditor";
import { windowForTests } from "./windowForTests";

/** Some thirty thousand events, of which the editor would keep an archive when it had read them, in one process. */
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

    it("is prepared when the session has ended, and opens by its index the first time", async () => {
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
        const recordings = (): readonly string[] => found(".ipctrace").filter((name) => name.includes(`${path.sep}.ipcscope${path.sep}`));
        await eventually(
            () => Promise.resolve(recordings().filter((file) => storedIndex(fs.readFileSync(file)) !== null).length),
            (count) => count === 1,
            "it is kept in the folder for recordings, with an index",
        );
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

        // A copy without the index is read, and archived then; the one with it was not, or its archive would be there, too.
        const [recording = ""] = recordings();
        const { archive } = present(storedIndex(fs.readFileSync(recording)) ?? undefined);
        const bytes = fs.readFileSync(recording);
        const plain = Buffer.concat([bytes.subarray(0, -21 - 4 - archive.length - 8), bytes.subarray(-21)]);
        fs.writeFileSync(path.join(places.workspace, "plain.ipctrace"), plain);
        await window.explorer.open("plain.ipctrace");
        // An archive begins with its key, in which the trace stands.
        const archived = (): readonly boolean[] =>
            found(".archive").map((file) => fs.readFileSync(file).subarray(0, 1000).includes("plain.ipctrace"));
        await eventually(
            () => Promise.resolve(archived()),
            (each) => each.includes(true),
            "an archive of the copy",
        );
        assert.deepEqual(archived(), [true], "and of nothing else");
    });
});
