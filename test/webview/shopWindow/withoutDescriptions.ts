import type { Panel } from "../page";

/** Leaves the open file descriptions out, which a small picture has no room for. */
export async function withoutDescriptions({ page }: Panel): Promise<void> {
    await page.locator("vscode-toolbar-button.layers").click();
    // No button stands out because the pointer is still there.
    await page.mouse.move(0, 0);
}
