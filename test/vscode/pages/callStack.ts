import type { Locator, Page } from "playwright-core";

/** The Call Stack view: sessions, their threads and frames, one row each. */
export class CallStack {
    constructor(private readonly page: Page) {}

    rows(): Locator {
        return this.page.locator(".debug-call-stack .monaco-list-row");
    }

    /** The rows' texts, from top to bottom, with single spaces. */
    async texts(): Promise<string[]> {
        const labels = await this.rows().evaluateAll((rows) => rows.map((row) => row.getAttribute("aria-label") ?? row.textContent ?? ""));
        return labels.map((label) => label.replace(/\s+/g, " ").trim());
    }

    /** Selects a process, thread or frame by a part of its row. */
    async select(text: string | RegExp): Promise<void> {
        await this.rows().filter({ hasText: text }).first().click();
    }
}
