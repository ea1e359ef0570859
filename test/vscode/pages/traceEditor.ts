import type { Frame, Locator, Page } from "playwright-core";
import { patience } from "../../patience";

/** The editor of a trace, in its webview. */
export class TraceEditor {
    private found: Frame | undefined;

    /** `name`: of its file, where several are open. */
    constructor(
        private readonly page: Page,
        private readonly name = ".ipctrace",
    ) {}

    async waitUntilOpen(): Promise<void> {
        const deadline = Date.now() + patience;
        while (Date.now() < deadline) {
            for (const frame of this.page.frames()) {
                const sections = await frame
                    .locator("ipc-review .page", { hasText: this.name })
                    .locator("section.moment")
                    .count()
                    .catch(() => 0);
                if (sections > 0) {
                    this.found = frame;
                    return;
                }
            }
            await this.page.waitForTimeout(100);
        }
        throw new Error("no webview shows a trace");
    }

    tab(): Locator {
        return this.page.locator(".tab", { hasText: this.name });
    }

    locator(selector: string, options?: { readonly hasText: string | RegExp }): Locator {
        if (this.found === undefined) throw new Error("the trace is not open");
        return this.found.locator(selector, options);
    }
}
