import type { Page } from "playwright-core";

/** The command palette. */
export class Commands {
    constructor(private readonly page: Page) {}

    async run(title: string): Promise<void> {
        await this.page.keyboard.press("F1");
        const input = this.page.locator(".quick-input-widget input");
        await input.waitFor();
        await input.fill(`>${title}`);
        await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first().waitFor();
        await this.page.keyboard.press("Enter");
    }
}
