import type { Locator, Page } from "playwright-core";
import { repeated } from "../eventually";

/** The Breakpoints view, with the filters of signals above the lines. */
export class Breakpoints {
    constructor(private readonly page: Page) {}

    row(label: string): Locator {
        return this.page.locator(".debug-breakpoints .monaco-list-row", { hasText: label });
    }

    async tick(label: string, ticked = true): Promise<void> {
        const box = this.row(label).locator("input[type=checkbox], .monaco-checkbox").first();
        await repeated(
            (soon) => box.click(soon),
            async () => (await this.isTicked(label)) === ticked,
            `the filter '${label}' is ${ticked ? "ticked" : "not ticked"}`,
        );
    }

    private async isTicked(label: string): Promise<boolean> {
        const box = this.row(label).locator("input[type=checkbox], .monaco-checkbox").first();
        return (await box.getAttribute("aria-checked")) === "true" || (await box.isChecked().catch(() => false));
    }

    /** By the pencil that is there while the pointer is over the row. */
    async setCondition(label: string, condition: string): Promise<void> {
        const input = this.page.locator(".debug-breakpoints .monaco-list-row input:not([type=checkbox])");
        await repeated(
            async (soon) => {
                await this.row(label).hover(soon);
                await this.row(label).locator(".codicon-edit, [aria-label^='Edit Condition']").first().click(soon);
            },
            () => input.isVisible(),
            `the condition of '${label}' can be edited`,
        );
        await input.fill(condition);
        await input.press("Enter");
        await this.row(label).filter({ hasText: condition }).waitFor();
    }
}
