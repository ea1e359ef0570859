/** The page of a trace in a real browser, with a stand-in for VS Code around it that answers what the extension would. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import type { Page } from "playwright-core";
import { findLines } from "../../extension/findLines";
import type { DiagramMessage } from "../../webview/protocol/messages";
import type { ReviewHostMessage, ReviewMessage } from "../../webview/protocol/reviewMessages";
import { patience } from "../patience";
import { output } from "./output";

const bytesAtOnce = 1 << 22;

type Told = DiagramMessage | ReviewMessage;

export class ReviewPanel {
    constructor(
        readonly page: Page,
        readonly problems: readonly string[],
    ) {}

    /** Opens a trace as the extension would, with the lines of its stacks. `timeout`: for a long one, in milliseconds. */
    async open(trace: string, timeout = patience): Promise<void> {
        const bytes = await readFile(trace);
        await this.page.exposeFunction("answerStacks", async (asked: Extract<ReviewMessage, { type: "stacks" }>) =>
            findLines(asked.modules, asked.stacks),
        );
        await this.page.evaluate(() => {
            const { told, answerStacks } = window as unknown as { told: Told[]; answerStacks: (asked: unknown) => Promise<object> };
            const push = told.push.bind(told);
            told.push = (message) => {
                if (message.type === "stacks") {
                    void answerStacks(message).then((found) => window.postMessage({ type: "lines", ...found }, "*"));
                }
                return push(message);
            };
        });
        await this.send({ type: "trace", name: path.basename(trace), size: bytes.length, lines: true, bookmarks: [] });
        for (let from = 0; from < bytes.length; from += bytesAtOnce) await this.sendBytes(bytes.subarray(from, from + bytesAtOnce));
        await this.send({ type: "whole" });
        await this.page.locator("ipc-timeline").waitFor({ timeout });
        await this.drawn(1);
    }

    async sendBytes(bytes: Uint8Array): Promise<void> {
        await this.page.evaluate(
            (text) =>
                window.postMessage(
                    { type: "bytes", bytes: Uint8Array.from(atob(text), (character) => character.charCodeAt(0)).buffer },
                    "*",
                ),
            Buffer.from(bytes).toString("base64"),
        );
    }

    async send(message: ReviewHostMessage): Promise<void> {
        await this.page.evaluate((data) => window.postMessage(data, "*"), message);
    }

    /** The diagram shows the moment after this event, or a later one. */
    async drawn(seq: number): Promise<void> {
        await this.until((message) => message.type === "drawn" && message.seq >= seq);
    }

    /** The cursor stands there, and the diagram shows it. */
    async goTo(seq: number): Promise<void> {
        await this.page.evaluate((event) => (document.querySelector("ipc-review") as unknown as { go(seq: number): void }).go(event), seq);
        await this.shows(seq);
    }

    /** The last picture is of the moment after this event, and the inspector tells of it. */
    async shows(seq: number): Promise<void> {
        const deadline = Date.now() + patience;
        for (;;) {
            const last = (await this.told()).findLast((message) => message.type === "drawn");
            const inspected = this.page.locator(`section.moment[aria-label="Event ${seq}"]`);
            if (last?.type === "drawn" && last.seq === seq && (await inspected.count()) > 0) return;
            if (Date.now() > deadline) throw new Error(`Event ${seq} is not shown. ${this.problems.join("\n")}`);
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
    }

    async told(): Promise<readonly Told[]> {
        return this.page.evaluate(() => (window as unknown as { told: Told[] }).told);
    }

    /** `index`: of so many messages that were told. */
    async until(holds: (message: Told, index: number) => boolean): Promise<void> {
        const deadline = Date.now() + patience;
        while (!(await this.told()).some(holds)) {
            if (Date.now() > deadline) throw new Error(`The page did not answer. ${this.problems.join("\n")}`);
            await new Promise((resolve) => setTimeout(resolve, 5));
        }
    }

    async shoot(name: string): Promise<void> {
        await this.page.screenshot({ path: path.join(output, `${name}.png`) });
    }

    async close(): Promise<void> {
        await this.page.close();
    }
}
