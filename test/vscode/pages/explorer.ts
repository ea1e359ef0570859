import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";

const step = 300;
const stepsDown = 20;

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
            await this.scrollTo(row);
            if ((await row.getAttribute("aria-expanded")) === "false") await row.click();
        }
        await this.scrollTo(this.row(file));
        await this.row(file).dblclick();
        await this.page.locator(".editor-group-container .tab.active", { hasText: file }).waitFor();
    }

    /** The tree draws only what is in sight: it is scrolled down step by step, and from its end back to the top. */
    private async scrollTo(row: Locator): Promise<void> {
        const view = this.page.locator(".explorer-folders-view");
        await view.waitFor();
        let steps = 0;
        await eventually(
            async () => {
                if (await row.isVisible()) return true;
                await view.hover();
                await this.page.mouse.wheel(0, steps < stepsDown ? step : -step * stepsDown);
                steps = steps < stepsDown ? steps + 1 : 0;
                return false;
            },
            (isThere) => isThere,
            "the Explorer shows the file",
        );
    }

    private row(name: string) {
        return this.page.locator(".explorer-folders-view").getByRole("treeitem", { name, exact: true }).first();
    }
}
