/** What a user does with stopped processes. */
import type { EditorWindow } from "./editorWindow";
import { eventually } from "./eventually";

/**
 * With "stopMode": "all" the first stop may freeze the other process just before its own breakpoint.
 * Then the user pauses that one, and lets it run to its breakpoint.
 */
export async function bothStopped({ callStack, toolbar }: EditorWindow): Promise<void> {
    await callStack.session("p2").waitFor();
    for (const process of ["p1", "p2"]) {
        if ((await callStack.standsStill(process)) === "paused") continue;
        await callStack.select(process);
        await toolbar.press("Continue");
        await callStack.waitUntilPaused(process, "Paused on breakpoint");
    }
}

/** Steps the selected process over one line with a system call in it, and waits for the picture of the stop after it. */
export async function step({ page, diagram, editor }: EditorWindow): Promise<void> {
    const before = await diagram.phase().innerText();
    const line = await editor.stoppedLine();
    await page.keyboard.press("F10");
    await eventually(
        () => diagram.phase().innerText(),
        (text) => text.startsWith("stopped") && text !== before,
        "a step has been drawn",
    );
    // VS Code is ready for the next step only when it has the new stack.
    await eventually(
        () => editor.stoppedLine(),
        (now) => now > line,
        "the arrow is on another line",
    );
}
