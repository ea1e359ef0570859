import type { Locator, Page } from "playwright-core";

/** The panel below: terminal, debug console, problems. */
export class Panel {
    constructor(private readonly page: Page) {}

    /** The rows of the terminal in the foreground, as text. It is drawn on a canvas or as rows, by the settings. */
    terminal(): Locator {
        return this.page.locator(".terminal-wrapper.active .xterm-rows, .terminal-wrapper .xterm-accessibility-tree").first();
    }

    problems(): Locator {
        return this.page.locator(".markers-panel .monaco-list-row");
    }
}
