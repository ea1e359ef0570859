import type { Locator, Page } from "playwright-core";

/** The command palette. */
export class Commands {
    constructor(private readonly page: Page) {}

    async run(title: string): Promise<void> {
        await this.find(title);
        await this.command(title).click();
    }

    /** Waits until an extension's command is known, which is some time after the window has opened. */
    async waitFor(title: string): Promise<void> {
        await this.find(title);
        await this.page.keyboard.press("Escape");
        await this.page.locator(".quick-input-widget").waitFor({ state: "hidden" });
    }

    private async find(title: string): Promise<void> {
        for (let attempt = 0; attempt < 15; attempt++) {
            await this.page.keyboard.press("F1");
            try {
                await this.page.locator(".quick-input-widget input").fill(`>${title}`, { timeout: 5000 });
                await this.command(title).waitFor({ timeout: 2000 });
                return;
            } catch {
                // Not known yet; or a webview that got the focus at this moment has closed the list.
                await this.page.keyboard.press("Escape");
            }
        }
        throw new Error(`there is no command '${title}'`);
    }

    private command(title: string): Locator {
        return this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).first();
    }

    /** Chooses from the list that a command has opened. */
    async choose(label: string): Promise<void> {
        const entry = this.page.locator(".quick-input-list .monaco-list-row", { hasText: label }).first();
        await this.page.locator(".quick-input-widget input").fill(label);
        await entry.click();
        // Not the list itself: what was chosen may open the next one at once.
        await entry.waitFor({ state: "hidden" });
    }
}
