import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { Commands } from "./commands";

/** The text editor in the foreground. */
export class Editor {
    constructor(private readonly page: Page) {}

    /** A click in the gutter before the language is known is lost: breakpoints belong to languages. */
    async waitForLanguage(name: string): Promise<void> {
        await this.page.locator("#status\\.editor\\.mode", { hasText: name }).waitFor();
    }

    /** Puts the cursor on a line, which also brings it into view. */
    async goToLine(line: number): Promise<void> {
        await this.page.locator(".editor-group-container.active .monaco-editor").first().click();
        await this.page.keyboard.press("Control+G");
        const input = this.page.locator(".quick-input-widget input");
        await input.fill(`:${line}`);
        await this.page.keyboard.press("Enter");
        await this.lineNumber(line).waitFor();
    }

    async toggleBreakpoint(line: number): Promise<void> {
        await this.goToLine(line);
        const before = await this.breakpoints().count();
        for (let attempt = 0; attempt < 10; attempt++) {
            await this.clickGutter(line);
            try {
                await this.page.waitForFunction(
                    ([count]) => document.querySelectorAll(".glyph-margin-widgets .codicon-debug-breakpoint").length !== count,
                    [before],
                    { timeout: 5000 },
                );
                return;
            } catch {
                // The editor was not ready for it; again.
            }
        }
        assert.fail(`the breakpoint in line ${line} did not appear`);
    }

    /** Writes over a line, and saves. */
    async replaceLine(line: number, text: string): Promise<void> {
        await this.goToLine(line);
        for (const key of ["End", "Shift+Home", "Shift+Home"]) await this.page.keyboard.press(key);
        await this.page.keyboard.insertText(text);
        await this.page.keyboard.press("Control+S");
        await this.page.locator(".editor-group-container.active .tab.active:not(.dirty)").waitFor();
    }

    async addConditionalBreakpoint(line: number, condition: string): Promise<void> {
        await this.addSpecialBreakpoint(line, "Conditional Breakpoint", condition);
        await this.page.locator(".glyph-margin-widgets .codicon-debug-breakpoint-conditional").first().waitFor();
    }

    async addLogpoint(line: number, message: string): Promise<void> {
        const before = await this.logpoints().count();
        await this.addSpecialBreakpoint(line, "Logpoint", message);
        await this.logpoints().nth(before).waitFor();
    }

    private logpoints(): Locator {
        return this.page.locator(".glyph-margin-widgets .codicon-debug-breakpoint-log");
    }

    private async addSpecialBreakpoint(line: number, kind: string, text: string): Promise<void> {
        await this.goToLine(line);
        await new Commands(this.page).run(`Debug: Add ${kind}`);
        await this.page.locator(".breakpoint-widget .monaco-editor.focused").waitFor(); // What is typed earlier lands in the program.
        await this.page.keyboard.insertText(text);
        await this.page.keyboard.press("Enter");
    }

    tab(file: string): Locator {
        return this.page.locator(".editor-group-container .tab", { hasText: file });
    }

    /** The palette is gone before its command is done: an editor that is opened meanwhile would be the one that is closed. */
    async close(file: string): Promise<void> {
        const tab = this.tab(file);
        await tab.click();
        await tab.and(this.page.locator(".active")).waitFor();
        await new Commands(this.page).run("View: Close Editor");
        await tab.waitFor({ state: "detached" });
    }

    /** From the left, from 1. */
    async focusColumn(number: number): Promise<void> {
        await this.page.keyboard.press(`Control+${number}`);
        await this.page
            .locator(".editor-group-container")
            .nth(number - 1)
            .and(this.page.locator(".active"))
            .waitFor();
    }

    breakpoints(): Locator {
        return this.page.locator(".glyph-margin-widgets .codicon-debug-breakpoint");
    }

    /** The number of the line with the arrow: where the selected process stands. NaN while it runs. */
    async stoppedLine(): Promise<number> {
        const text = await this.page.evaluate(() => {
            const arrow = document.querySelector('.editor-instance .glyph-margin-widgets [class*="stackframe"]');
            const top = arrow?.getBoundingClientRect().top ?? NaN;
            const numbers = [...document.querySelectorAll(".editor-instance .line-numbers")];
            return numbers.find((element) => Math.abs(element.getBoundingClientRect().top - top) < 3)?.textContent;
        });
        return Number(text ?? NaN);
    }

    async waitForStop(): Promise<void> {
        await this.page.locator(".debug-top-stack-frame-line").first().waitFor();
    }

    /** What pops up over a word, in the line in the foreground that holds the text. */
    async hover(text: string, word: string): Promise<string> {
        const line = this.page.locator(".editor-instance .view-line", { hasText: text }).first();
        await line.getByText(word, { exact: true }).first().hover();
        const widget = this.page.locator(".debug-hover-widget");
        await widget.waitFor();
        const shown = await widget.innerText();
        await this.page.keyboard.press("Escape");
        return shown;
    }

    private lineNumber(line: number): Locator {
        return this.page.locator(".editor-instance .margin-view-overlays .line-numbers").getByText(String(line), { exact: true });
    }

    private async clickGutter(line: number): Promise<void> {
        const margin = await this.page.locator(".editor-instance .glyph-margin").first().boundingBox();
        const number = await this.lineNumber(line).boundingBox();
        // The editor replaces its lines while it scrolls.
        if (margin === null || number === null) return;
        await this.page.mouse.click(margin.x + margin.width / 2, number.y + number.height / 2);
    }
}
