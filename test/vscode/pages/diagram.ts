import type { Frame, Page } from "playwright-core";

/** The diagram in its webview. */
export class Diagram {
    constructor(private readonly page: Page) {}

    /** The webview's document. With several webviews open it is found by what is in it. */
    async frame(marker = "#diagram", timeout = 20_000): Promise<Frame> {
        const deadline = Date.now() + timeout;
        while (Date.now() < deadline) {
            for (const frame of this.page.frames()) {
                const found = await frame
                    .locator(marker)
                    .count()
                    .catch(() => 0);
                if (found > 0) return frame;
            }
            await this.page.waitForTimeout(100);
        }
        throw new Error(`no webview shows ${marker}`);
    }
}
