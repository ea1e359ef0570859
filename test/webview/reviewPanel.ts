/** The page of a trace in a real browser, with a stand-in for VS Code around it that answers what the extension would. */
import { readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "playwright-core";
import { findLines } from "../../extension/findLines";
import { storedIndex } from "../../tracer/trace/storedIndex";
import type { DiagramMessage } from "../../webview/protocol/messages";
import type { ReviewHostMessage, ReviewMessage } from "../../webview/protocol/reviewMessages";
import { patience } from "../patience";
import { output } from "./output";

const bytesAtOnce = 1 << 18;

type Told = DiagramMessage | ReviewMessage;

export class ReviewPanel {
    constructor(
        readonly page: Page,
        readonly problems: readonly string[],
    ) {}

    /** Opens a trace as the extension would, with the lines of its stacks. `timeout`: for a long one, in milliseconds. */
    async open(trace: string, timeout = patience): Promise<void> {
        await this.begin(trace);
        await this.page.locator('ipc-review .page[aria-busy="false"]').waitFor({ timeout });
        await this.drawn(1);
    }

    /** The trace is sent, or its index if it has one, and nobody waits for what becomes of it. `archived`: an archive of it is made. */
    async begin(trace: string, archived = false): Promise<void> {
        const index = storedIndex(readFileSync(trace));
        const unsent = archived ? { archive: { key: "", sent: false } } : {};
        const archive = index === null ? unsent : { archive: { key: index.key, sent: true } };
        await this.page.exposeFunction("answerStacks", async (asked: Extract<ReviewMessage, { type: "stacks" }>) =>
            findLines(asked.modules, asked.stacks),
        );
        await this.page.route("**/trace", (route) =>
            route.fulfill(index === null ? { path: trace } : { body: Buffer.from(index.archive) }),
        );
        await this.page.evaluate(
            async ({ name, bytesAtOnce, archive }) => {
                const page = window as unknown as { told: Told[]; answerStacks: (asked: unknown) => Promise<object>; begun: number };
                const push = page.told.push.bind(page.told);
                page.told.push = (message) => {
                    if (message.type === "stacks") {
                        void page.answerStacks(message).then((found) => window.postMessage({ type: "lines", ...found }, "*"));
                    }
                    // An archive is kept by whoever it is told, and not by the page.
                    const kept = message.type === "archive" ? { ...message, bytes: new ArrayBuffer() } : message;
                    const timed = { ...kept, at: performance.now() };
                    return push(timed);
                };
                const whole = await (await fetch("/trace")).arrayBuffer();
                page.begun = performance.now();
                window.postMessage({ type: "trace", name, size: whole.byteLength, lines: true, bookmarks: [], ...archive }, "*");
                for (let from = 0; from < whole.byteLength; from += bytesAtOnce) {
                    const bytes = whole.slice(from, from + bytesAtOnce);
                    window.postMessage({ type: "bytes", bytes }, "*", [bytes]);
                }
                window.postMessage({ type: "whole" }, "*");
            },
            { name: path.basename(trace), bytesAtOnce, archive },
        );
    }

    /** Milliseconds from when the trace was sent until its first picture was drawn. */
    async firstPictureAfter(): Promise<number> {
        await this.drawn(0);
        return this.page.evaluate(() => {
            const { begun, told } = window as unknown as { begun: number; told: (Told & { at: number })[] };
            return (told.find(({ type }) => type === "drawn")?.at ?? NaN) - begun;
        });
    }

    /** Milliseconds since the trace was sent. */
    async sinceBegun(): Promise<number> {
        return this.page.evaluate(() => performance.now() - (window as unknown as { begun: number }).begun);
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
        await this.setOut(seq);
        await this.shows(seq);
    }

    /** The cursor stands there; what the diagram shows may be another moment yet. */
    async setOut(seq: number): Promise<void> {
        await this.page.evaluate((event) => (document.querySelector("ipc-review") as unknown as { go(seq: number): void }).go(event), seq);
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
