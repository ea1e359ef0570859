import type { Locator, Page } from "playwright-core";
import { Commands } from "./commands";

/** An extension's walkthrough, on VS Code's Welcome page. */
export class Walkthrough {
    constructor(private readonly page: Page) {}

    async open(title: string): Promise<void> {
        await new Commands(this.page).run("Welcome: Open Walkthrough...");
        await this.page.locator(".quick-input-list .monaco-list-row", { hasText: title }).click();
        await this.steps().first().waitFor();
    }

    steps(): Locator {
        return this.page.locator(".gettingStartedContainer .getting-started-step");
    }

    step(title: string): Locator {
        return this.steps().filter({ hasText: title });
    }

    async expand(title: string): Promise<void> {
        await this.step(title).locator(".step-title").click();
        await this.step(title).and(this.page.locator(".expanded")).waitFor();
    }

    /** Where the picture of the step that is expanded comes from, and its width: 0 while it is not loaded. */
    async shownPicture(): Promise<{ readonly source: string; readonly width: number }> {
        const pictures = await this.page.locator(".gettingStartedContainer .getting-started-media img").evaluateAll((found) =>
            found.map((picture) => {
                const { currentSrc, naturalWidth } = picture as HTMLImageElement;
                return { source: decodeURIComponent(currentSrc), width: naturalWidth };
            }),
        );
        return pictures[0] ?? { source: "", width: 0 };
    }

    /** Presses a button of a step that is expanded. */
    async press(title: string, button: string): Promise<void> {
        await this.step(title).locator("button, a.monaco-button, .monaco-button", { hasText: button }).first().click();
    }

    done(title: string): Locator {
        return this.step(title).locator(".codicon.complete");
    }
}
