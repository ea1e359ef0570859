import type { Page } from "playwright-core";

/** The command palette. */
export class Commands {
    constructor(private readonly page: Page) {}

    async run(title: string): Promise<void> {
        const command = this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
        for (let attempt = 0; attempt < 10; attempt++) {
            await this.page.keyboard.press("F1");
            const input = this.page.locator(".quick-input-widget input");
            try {
                await input.fill(`>${title}`, { timeout: 5000 });
                await command.waitFor({ timeout: 2000 });
                await command.click();
                return;
            } catch {
                // Right after the window has opened, an extension's commands are not known yet; and a webview that gets the focus
                // at this moment closes the list.
                await this.page.keyboard.press("Escape");
            }
        }
        throw new Error(`there is no command '${title}'`);
    }

    /** Chooses from the list that a command has opened. */
    async choose(label: string): Promise<void> {
        const entry = this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first();
        await this.page.locator(".quick-input-widget input").fill(label);
        await entry.click();
        await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    }
}
