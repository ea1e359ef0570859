import type { Page } from "playwright-core";

/** The file tree. */
export class Explorer {
    constructor(private readonly page: Page) {}

    /** Opens a file, given with its folders from the top of the tree: `open("c", "ls_wc.c")`. */
    async open(...trail: string[]): Promise<void> {
        const view = this.page.locator(".explorer-folders-view");
        if (!(await view.isVisible())) await this.page.keyboard.press("Control+Shift+E");
        const file = trail.at(-1) ?? "";
        for (const folder of trail.slice(0, -1)) {
            const row = this.row(folder);
            await row.waitFor();
            if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
        }
        await this.row(file).dblclick();
        await this.page.locator(".editor-group-container .tab.active", { hasText: file }).waitFor();
    }

    private row(name: string) {
        return this.page.locator(".explorer-folders-view").getByRole("treeitem", { name, exact: true }).first();
    }
}
