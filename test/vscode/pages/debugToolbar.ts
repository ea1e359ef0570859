import type { Page } from "playwright-core";

export type DebugAction = "Continue" | "Pause" | "Step Over" | "Step Into" | "Step Out" | "Restart" | "Stop" | "Disconnect";

/** The buttons for the process that is selected in the Call Stack. */
export class DebugToolbar {
    constructor(private readonly page: Page) {}

    async press(action: DebugAction): Promise<void> {
        await this.page
            .locator(".debug-toolbar")
            .getByRole("button", { name: new RegExp(`^${action}`) })
            .click();
    }

    async waitForEnd(): Promise<void> {
        await this.page.locator(".debug-toolbar").waitFor({ state: "hidden", timeout: 30_000 });
    }
}
