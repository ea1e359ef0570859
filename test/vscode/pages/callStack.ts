import type { Locator, Page } from "playwright-core";
import { eventually } from "../eventually";
import { chooseFromMenu } from "./contextMenu";

/** The Call Stack view: sessions, their threads and frames, one row each. */
export class CallStack {
    constructor(private readonly page: Page) {}

    /**
     * VS Code opens the view at the first stop; a user who wants it earlier does, best before the launch: the view
     * does not hear of new names of sessions that are older than itself.
     */
    async open(): Promise<void> {
        await this.page.keyboard.press("Control+Shift+D");
        await this.page.locator('[id="workbench.view.debug"]').waitFor();
    }

    /** A row that has no room is not drawn: folds the Watch view away, as who does not use it would. */
    async makeRoom(): Promise<void> {
        const watch = this.page.locator('[id="workbench.view.debug"] .pane-header[aria-label^="Watch"]');
        if ((await watch.getAttribute("aria-expanded")) === "true") await watch.click({ position: { x: 40, y: 8 } });
    }

    rows(): Locator {
        return this.page.locator(".debug-call-stack .monaco-list-row");
    }

    /** What a screen reader says of each row, from top to bottom: "Session ls_wc (p2 · 4712) Paused on breakpoint". */
    async texts(): Promise<string[]> {
        return (await this.outline()).map(({ text }) => text);
    }

    /** The rows' texts, with how deep each is nested, from 1. */
    outline(): Promise<{ text: string; level: number }[]> {
        return this.rows().evaluateAll((rows) =>
            rows.map((row) => ({ text: (row.getAttribute("aria-label") ?? "").trim(), level: Number(row.getAttribute("aria-level")) })),
        );
    }

    /** The session of a process, by our identity of it ("p2"). */
    session(process: string): Locator {
        return this.page.locator(`.debug-call-stack .monaco-list-row[aria-label^="Session"][aria-label*="(${process} ·"]`);
    }

    /** Chooses from the context menu of a process. */
    choose(process: string, action: string): Promise<void> {
        return chooseFromMenu(this.page, this.session(process), action);
    }

    frame(text: string): Locator {
        return this.page.locator(`.debug-call-stack .monaco-list-row[aria-label*="${text}"]`).first();
    }

    paused(): Locator {
        return this.page.locator('.debug-call-stack .monaco-list-row[aria-label*="Paused"]');
    }

    waitUntilPaused(process: string, how = "Paused"): Promise<void> {
        return this.pausedSession(process, how).waitFor();
    }

    private pausedSession(process: string, how: string): Locator {
        return this.session(process).filter({ has: this.page.locator(".state.label", { hasText: how }) });
    }

    /** What stands beside a process: "Running", "Paused on breakpoint", "Frozen". */
    badge(process: string): Promise<string> {
        return this.session(process).locator(".state.label").innerText();
    }

    /** Waits until it is paused, or frozen because another one is. */
    async standsStill(process: string): Promise<"paused" | "frozen"> {
        const badge = await eventually(
            () => this.badge(process),
            (text) => /^(Paused|Frozen)/.test(text),
            `${process} stands still`,
        );
        return badge === "Frozen" ? "frozen" : "paused";
    }

    /** Makes a process the one that the debug toolbar and the Variables view speak of. */
    async select(process: string): Promise<void> {
        const session = this.session(process);
        // A row can be unfolded only once VS Code knows of what is under it.
        await eventually(
            async () => {
                await this.expand(this.rows().first());
                return session.isVisible();
            },
            (visible) => visible,
            `the session of ${process} is in the Call Stack`,
        );
        await this.expand(session);
        await eventually(
            async () => {
                // At the left: the right half of a session's row turns into buttons under the pointer.
                await session.click({ position: { x: 50, y: 10 } });
                return session.getAttribute("aria-selected");
            },
            (selected) => selected === "true",
            `the session of ${process} is selected`,
        );
    }

    private async expand(row: Locator): Promise<void> {
        if ((await row.getAttribute("aria-expanded")) !== "false") return;
        await row.locator(".monaco-tl-twistie").click();
    }
}
