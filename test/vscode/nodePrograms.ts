/** What a user does with a Node program, and sees of it. */
import type { EditorWindow } from "./editorWindow";
import { eventually, repeated } from "./eventually";

interface NodePrograms {
    /** F5. VS Code asks which of several debuggers of the language is meant, as long as it does not know. */
    readonly start: () => Promise<void>;
    readonly stopsAt: (line: number, who: string) => Promise<void>;
    /** In the terminal. */
    readonly prints: (text: string) => Promise<void>;
    /** A session that is left would be a row; and a process would keep the folder's name in its command line. */
    readonly nothingIsLeft: (program: string) => Promise<void>;
}

export function nodePrograms(window: () => EditorWindow): NodePrograms {
    return {
        async start() {
            const { page } = window();
            const entry = page.locator(".quick-input-list .monaco-list-row", { hasText: "IPC Scope" }).first();
            const toolbar = page.locator(".debug-toolbar");
            await repeated(
                async () => {
                    await page.keyboard.press("Control+1");
                    await page.keyboard.press("F5");
                },
                async () => (await entry.isVisible()) || (await toolbar.isVisible()),
                "F5 starts, or asks",
            );
            if (await entry.isVisible()) await entry.click();
            await toolbar.waitFor();
        },
        async stopsAt(line, who) {
            await eventually(
                () => window().editor.stoppedLine(),
                (stopped) => stopped === line,
                `${who} stops`,
            );
        },
        async prints(text) {
            const { panel } = window();
            await panel.showTerminal();
            await eventually(
                () => panel.terminalText(),
                (all) => all.includes(text),
                `the terminal shows "${text}"`,
            );
        },
        async nothingIsLeft(program) {
            const { toolbar, callStack } = window();
            await toolbar.waitForEnd();
            await eventually(
                () => callStack.texts(),
                (rows) => rows.length === 0,
                "no session is left",
            );
            await eventually(
                () => Promise.resolve(window().running(program)),
                (running) => running.length === 0,
                "no process is left",
            );
        },
    };
}
