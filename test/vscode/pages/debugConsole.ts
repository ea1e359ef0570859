import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";

/** The Debug Console of the launch. */
export class DebugConsole {
    constructor(private readonly page: Page) {}

    /** Where the panel is closed: VS Code opens it only at the window's first session. */
    async open(): Promise<void> {
        await this.page.keyboard.press("Control+Shift+Y");
        await this.input().waitFor();
    }

    /** What stands in it, line by line. */
    async lines(): Promise<string[]> {
        await this.bringToFront();
        const rows = await this.page.locator(".repl .monaco-list-row").allInnerTexts();
        return rows.flatMap((row) => row.replaceAll("\u00a0", " ").split("\n")).filter((line) => line.trim() !== "");
    }

    /** A terminal of the launch may have come to the front, and may do so again. */
    private async bringToFront(): Promise<void> {
        await eventually(
            async () => {
                if (await this.input().isVisible()) return true;
                await this.page.getByRole("tab", { name: /^Debug Console/ }).click();
                return this.input().isVisible();
            },
            (isInFront) => isInFront,
            "the Debug Console is in front",
        );
    }

    async type(text: string): Promise<void> {
        await this.input().click();
        await this.page.keyboard.insertText(text);
        await this.page.keyboard.press("Escape"); // A list of suggestions would take the Enter.
        await this.page.keyboard.press("Enter");
    }

    /** Where the user chooses among several consoles; there while there are several. */
    choice(): Locator {
        return this.page.locator(".part.panel .title-actions select");
    }

    private input(): Locator {
        return this.page.locator(".repl-input-wrapper .monaco-editor");
    }
}
