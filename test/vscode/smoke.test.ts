import assert from "node:assert/strict";
import { EditorWindow } from "./editorWindow";

describe("the packaged extension in a real VS Code", function () {
    this.timeout(120_000);
    let window: EditorWindow;

    before(async () => {
        window = await EditorWindow.open();
    });
    after(async () => assert.deepEqual(await window.close(), []));

    it("activates and opens an empty diagram", async () => {
        await window.commands.run("IPC Scope: Show Diagram");
        await window.diagram.waitUntilOpen();
        assert.match(await window.diagram.sentence().innerText(), /Start a program/);
        await window.screenshot("empty-diagram");
    });
});
