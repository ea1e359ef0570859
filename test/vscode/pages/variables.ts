import type { Locator, Page } from "playwright-core";

/** The Variables view of the selected frame. */
export class Variables {
    constructor(private readonly page: Page) {}

    /** The row of a variable; opens its scope when it is closed. */
    async row(name: string): Promise<Locator> {
        const row = this.page
            .locator(".debug-variables .monaco-list-row")
            .filter({ has: this.page.locator(".name", { hasText: new RegExp(`^${name}`) }) });
        const scope = this.page.locator(".debug-variables .monaco-list-row", { hasText: /^Local/ }).first();
        await scope.or(row.first()).first().waitFor();
        if ((await scope.count()) > 0 && (await scope.getAttribute("aria-expanded")) === "false") await scope.click();
        await row.first().waitFor();
        return row.first();
    }

    async value(name: string): Promise<string> {
        const text = await (await this.row(name)).locator(".value").innerText();
        return text.trim();
    }
}
