import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";
import { median, type Drawn } from "./latencyLog";
import { windowForTests } from "./windowForTests";

const steps = 20;
const firstStep = 4;

/** Each line duplicates or closes a descriptor, so that each step changes the diagram. */
const program = [
    "#include <unistd.h>",
    "int main(void)",
    "{",
    ...Array.from({ length: steps + 1 }, (_, index) => (index % 2 === 0 ? "    dup2(0, 5);" : "    close(5);")),
    "    return 0;",
    "}",
    "",
].join("\n");

/** How long it takes from the key to the new picture. The numbers are reported by the bench; only their number is asserted. */
describe("stepping in VS Code", function () {
    let window: EditorWindow;
    const pressed: number[] = [];
    windowForTests(
        { "steps.c": program },
        (opened) => (window = opened),
        (latencies) => report(pressed, latencies),
    );

    it(`draws each of ${steps} steps`, async () => {
        const { explorer, editor, diagram, page, toolbar } = window;
        await explorer.open("steps.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(firstStep);
        await toolbar.start();
        await editor.waitForStop();
        await diagram.waitUntilOpen();
        for (let line = firstStep; line < firstStep + steps; line++) {
            await eventually(
                () => editor.stoppedLine(),
                (now) => now === line,
                `the program stands in line ${line}`,
            );
            const before = await diagram.phase().innerText();
            pressed.push(Date.now());
            await page.keyboard.press("F10");
            await eventually(
                () => diagram.phase().innerText(),
                (text) => text.startsWith("stopped") && text !== before,
                `the step from line ${line} has been drawn`,
            );
        }
        await toolbar.press("Continue");
        await toolbar.waitForEnd();
    });
});

function report(keys: readonly number[], drawn: readonly Drawn[]): void {
    const pictures = keys.flatMap((at, index) => {
        // The picture may be told of after the next key, but not the stop that it shows.
        const stopped = (one: Drawn): number => one.at - one.latency;
        const picture = drawn.find((one) => stopped(one) >= at && stopped(one) < (keys[index + 1] ?? Infinity));
        return picture === undefined ? [] : [{ fromKey: picture.at - at, fromStop: picture.latency }];
    });
    const fromKey = pictures.map((picture) => picture.fromKey);
    const fromStop = pictures.map((picture) => picture.fromStop);
    const numbers = { steps: keys.length, keyToDiagram: median(fromKey), stopToDiagram: median(fromStop), fromKey, fromStop };
    const file = path.resolve(__dirname, "../output/latency.json");
    fs.mkdirSync(path.dirname(file), { recursive: true });
    fs.writeFileSync(file, `${JSON.stringify(numbers)}\n`);
    assert.equal(fromKey.length, keys.length, "each step is in the log");
}
