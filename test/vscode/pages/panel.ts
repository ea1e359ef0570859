import type { Locator, Page } from "playwright-core";

/** The panel below: terminal, problems. */
export class Panel {
    constructor(private readonly page: Page) {}

    /** What the terminal in the foreground shows, with its lines joined where they were wrapped. */
    async terminalText(): Promise<string> {
        const rows = await this.page.locator(".terminal-wrapper.active .xterm-rows > div").allInnerTexts();
        return rows.map((row) => row.replaceAll("\u00a0", " ").trimEnd()).join("\n");
    }

    async showTerminal(): Promise<void> {
        await this.page.getByRole("tab", { name: /^Terminal/ }).click();
        await this.page.locator(".terminal-wrapper.active .xterm-rows").waitFor();
    }

    async showProblems(): Promise<void> {
        await this.page.keyboard.press("Control+Shift+M");
        await this.problems().first().waitFor();
    }

    problems(): Locator {
        return this.page.locator(".markers-panel .monaco-list-row");
    }
}
