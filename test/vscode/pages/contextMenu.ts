import type { Locator, Page } from "playwright-core";
import { repeated } from "../eventually";

/** Chooses from the context menu of a row. */
export async function chooseFromMenu(page: Page, row: Locator, action: string): Promise<void> {
    const menu = page.locator(".context-view .monaco-menu");
    const item = menu.getByRole("menuitem", { name: action });
    await repeated(
        async (soon) => {
            // Nothing beneath a menu takes a click.
            if (await menu.isVisible()) await page.keyboard.press("Escape");
            await row.click({ ...soon, button: "right", position: { x: 50, y: 10 } });
        },
        () => item.isVisible(),
        `the menu has ${action}`,
    );
    // A menu takes no click in its first moment: that might be the end of the one that opened it.
    await repeated(
        (soon) => item.click(soon),
        () => item.isHidden(),
        `${action} has been chosen`,
    );
}
