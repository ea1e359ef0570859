import type { Page } from "playwright-core";
import { eventually } from "../eventually";

/** Chooses from the context menu that a gesture opens. `of`: what it is the menu of, for who reads that it did not open. */
export async function chooseFromMenu(page: Page, of: string, open: () => Promise<void>, action: string): Promise<void> {
    const item = page.locator(".context-view .monaco-menu").getByRole("menuitem", { name: action });
    await eventually(
        async () => {
            await open();
            return item.isVisible();
        },
        (visible) => visible,
        `the menu of ${of} has ${action}`,
    );
    // A menu takes no click in its first moment: that might be the end of the one that opened it.
    await eventually(
        async () => {
            await item.click({ timeout: 1000 }).catch(() => undefined);
            return item.isVisible();
        },
        (visible) => !visible,
        `${action} has been chosen`,
    );
}
