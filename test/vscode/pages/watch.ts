import type { Page } from "playwright-core";

/** The Watch view. */
export class Watch {
    constructor(private readonly page: Page) {}

    async add(expression: string): Promise<void> {
        const view = this.page.locator(".debug-watch");
        await view.click();
        await this.page.locator(".pane", { has: view }).getByRole("button", { name: "Add Expression" }).click();
        await this.page.keyboard.type(expression);
        await this.page.keyboard.press("Enter");
    }

    async value(expression: string): Promise<string> {
        const row = this.page.locator(".debug-watch .monaco-list-row", { hasText: expression }).first();
        const value = row.locator(".value");
        await value.waitFor();
        return (await value.innerText()).trim();
    }
}
