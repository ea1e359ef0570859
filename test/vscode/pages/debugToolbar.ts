import type { Locator, Page } from "playwright-core";

export type DebugAction =
    "Continue" | "Pause" | "Step Over" | "Step Into" | "Step Out" | "Step Back" | "Reverse" | "Restart" | "Stop" | "Disconnect";

/** The buttons for the process that is selected in the Call Stack. */
export class DebugToolbar {
    constructor(private readonly page: Page) {}

    /**
     * F5. A key that is pressed while a view takes the focus is lost: then again, from the editor. Once the launch is under way, it does nothing.
     * The buttons of an earlier launch stay in the page, hidden; those of one that fails at once may never be seen.
     */
    async start(): Promise<void> {
        const underWay = this.page.locator(".debug-toolbar:visible, .monaco-dialog-box:visible").first();
        for (let attempt = 0; attempt < 10; attempt++) {
            await this.page.keyboard.press("F5");
            try {
                await underWay.waitFor({ timeout: 10_000 });
                return;
            } catch {
                // It was lost, or the machine is slow. The key for the first group of editors puts the focus there.
                await this.page.keyboard.press("Control+1");
            }
        }
        throw new Error("F5 starts nothing");
    }

    press(action: DebugAction): Promise<void> {
        return this.button(action).click();
    }

    /** One that has a list of other actions beside it stands in a box, which is called a button, too. */
    private button(action: DebugAction): Locator {
        return this.page
            .locator(".debug-toolbar")
            .getByRole("button", { name: new RegExp(`^${action}`) })
            .last();
    }

    async waitForEnd(): Promise<void> {
        await this.page.locator(".debug-toolbar").waitFor({ state: "hidden" });
    }
}
