import type { Locator, Page } from "playwright-core";
import { eventually, repeated } from "../eventually";
import { chooseFromMenu } from "./contextMenu";

const step = 300;
const stepsDown = 20;

/** The file tree. */
export class Explorer {
    constructor(private readonly page: Page) {}

    /**
     * Opens a file, given with its folders from the top of the tree: `open("c", "ls_wc.c")`. The tree is drawn anew whenever a file
     * comes or goes, which may swallow a click or let it fall on another row: the gesture is repeated until its effect is there.
     */
    async open(...trail: string[]): Promise<void> {
        await this.show();
        const file = trail.at(-1) ?? "";
        for (const folder of trail.slice(0, -1)) {
            const row = this.row(folder);
            await this.scrollTo(row);
            await repeated(
                (soon) => row.click(soon),
                async (soon) => (await row.getAttribute("aria-expanded", soon)) === "true",
                `the folder ${folder} is open`,
            );
        }
        const tab = this.page.locator(".editor-group-container .tab.active", { hasText: file });
        await repeated(
            async (soon) => {
                await this.scrollTo(this.row(file));
                await this.row(file).dblclick(soon);
            },
            () => tab.first().isVisible(),
            `${file} is the active editor`,
        );
    }

    private async show(): Promise<void> {
        const view = this.page.locator(".explorer-folders-view");
        await repeated(
            () => this.page.keyboard.press("Control+Shift+E"),
            () => view.isVisible(),
            "the Explorer is shown",
        );
    }

    /** Chooses from the menu of a file at the top of the tree. With more files these are selected, and it is the menu of them all. */
    async choose(item: string, file: string, ...more: readonly string[]): Promise<void> {
        await this.show();
        for (const name of more.length === 0 ? [] : [...more, file]) {
            const row = this.row(name);
            await this.scrollTo(row);
            await repeated(
                // A click alone would open it.
                (soon) => row.click({ ...soon, modifiers: ["Control"] }),
                async (soon) => (await row.getAttribute("aria-selected", soon)) === "true",
                `${name} is selected`,
            );
        }
        await this.scrollTo(this.row(file));
        await chooseFromMenu(this.page, this.row(file), item);
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
