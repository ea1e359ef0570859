import assert from "node:assert/strict";
import type { EditorWindow } from "./editorWindow";
import { eventually, repeated } from "./eventually";
import { lineOf } from "./sampleLines";
import { windowForTests } from "./windowForTests";

const queueSample = "c/message_queue.c";
const filled = lineOf(queueSample, "print_status();", "Stop 2");
const wakes = lineOf(queueSample, "send_message(1", "Stop 5");
const counterSample = "c/eventfd.c";
const adds = lineOf(counterSample, "add(counter, 3);", "Stop 2");

/** Kinds of objects beyond pipes, as a user meets them: the steps build on each other, in one window. */
describe("a user debugs message queues and eventfds in VS Code", function () {
    this.bail(true);
    let window: EditorWindow;
    windowForTests({}, (opened) => (window = opened));

    it("sees the messages of a queue, in order, after their sender has ended", async () => {
        const { editor, diagram, explorer, page } = window;
        await explorer.open("c", "message_queue.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(filled);
        await editor.toggleBreakpoint(wakes);
        await page.keyboard.press("F5");
        await editor.waitForStop();
        await diagram.waitUntilOpen();
        const queue = diagram.queues();
        await eventually(
            () => queue.innerText(),
            (text) => /type 3[\s\S]*sweep the floor[\s\S]*type 1[\s\S]*fire!/.test(text) && /5 messages/.test(text),
            "the queue holds the five messages",
        );
        assert.match(await diagram.uses(diagram.process("p1 ·")).innerText(), /made messageQueue1/);
        await window.screenshot("queue-filled");
    });

    it("steps over a receive: the message is gone, and the sentence says which it was", async () => {
        const { diagram, page, editor } = window;
        await page.keyboard.press("F10");
        await eventually(
            () => editor.stoppedLine(),
            (line) => line === filled + 1,
            "the program stands before the first receive",
        );
        await page.keyboard.press("F10");
        await eventually(
            () => diagram.queues().innerText(),
            (text) => /4 messages/.test(text) && !/sweep the floor/.test(text),
            "the first message is gone",
        );
        await window.screenshot("queue-after-receive");
    });

    it("looks back at the queue as it was, and returns to the present", async () => {
        const { diagram, commands } = window;
        await commands.run("IPC Scope: Show or Hide the Timeline below the Diagram");
        await eventually(
            () => diagram.timelineRows(),
            (rows) => rows.join(" ").startsWith("p1 p2"),
            "each process has a row",
        );
        for (let step = 0; step < 3; step++) await diagram.eventBefore();
        await repeated(
            () => diagram.eventBefore(),
            async () => /5 messages/.test(await diagram.queues().innerText()),
            "the queue holds again what was received since",
        );
        assert.match(await diagram.phase().innerText(), /^looking back/);
        await window.screenshot("queue-looking-back");
        await diagram.now().click();
        await eventually(
            () => diagram.phase().innerText(),
            (text) => text.startsWith("stopped"),
            "the present is shown",
        );
        assert.match(await diagram.queues().innerText(), /4 messages/);
    });

    it("is at the present when the program stops again", async () => {
        const { diagram, page, editor } = window;
        await diagram.eventBefore();
        await eventually(
            () => diagram.phase().innerText(),
            (text) => text.startsWith("looking back"),
            "one looks back",
        );
        const before = await editor.stoppedLine();
        await editor.focusColumn(1);
        await page.keyboard.press("F10");
        await eventually(
            () => editor.stoppedLine(),
            (line) => line === before + 1,
            "the program has gone on by a line",
        );
        await eventually(
            () => diagram.phase().innerText(),
            (text) => text.startsWith("stopped"),
            "the present is shown",
        );
    });

    it("sees for which type another process waits", async () => {
        const { diagram, toolbar } = window;
        await toolbar.press("Continue");
        const waiting = diagram.process("p3 ·");
        await eventually(
            () => waiting.innerText(),
            (text) => /waiting for a message of\s+type 2/.test(text),
            "the second child's card says what it waits for",
        );
        await eventually(
            () => diagram.queues().innerText(),
            (text) => /p3 waits for a message of type 2/.test(text),
            "the queue's card says who waits",
        );
        await window.screenshot("queue-waiting");
        await toolbar.press("Continue");
        await toolbar.waitForEnd();
        await window.screenshot("queue-ended");
    });

    it("sees a counter add up", async () => {
        const { editor, diagram, explorer, page, toolbar } = window;
        await explorer.open("eventfd.c");
        await editor.waitForLanguage("C");
        await editor.toggleBreakpoint(adds);
        await page.keyboard.press("F5");
        await editor.waitForStop();
        await eventually(
            () => diagram.eventfds().innerText(),
            (text) => /^2$/m.test(text),
            "the counter is 2",
        );
        await page.keyboard.press("F10");
        await eventually(
            () => diagram.eventfds().innerText(),
            (text) => /^5$/m.test(text),
            "the counter is 5",
        );
        await window.screenshot("eventfd-added");
        await toolbar.press("Continue");
        await toolbar.waitForEnd();
    });
});
