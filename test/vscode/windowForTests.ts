import assert from "node:assert/strict";
import { EditorWindow } from "./editorWindow";
import type { Drawn } from "./latencyLog";

/**
 * Opens one window, with these files in its workspace, before the tests of a `describe`, and closes it after them; what still
 * runs then is a fault. A test that fails leaves a picture. `closed` is told how long each picture took.
 */
export function windowForTests(
    files: Readonly<Record<string, string>>,
    opened: (window: EditorWindow) => void,
    closed: (latencies: readonly Drawn[]) => void = () => undefined,
): void {
    let window: EditorWindow | undefined;

    before(async () => {
        window = await EditorWindow.open(files);
        opened(window);
    });
    afterEach(async function () {
        const test = this.currentTest;
        if (test?.state === "failed") await window?.screenshot(`failed-${test.title.replace(/\W+/g, "-")}`);
    });
    after(async () => {
        if (window === undefined) return;
        const { left, latencies } = await window.close();
        closed(latencies);
        assert.deepEqual(left, [], "nothing is left running");
    });
}
