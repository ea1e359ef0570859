import type { Frame, Locator, Page } from "playwright-core";
import { patience } from "../../patience";

export interface Place {
    readonly x: number;
    readonly y: number;
}

/** The diagram in its webview. */
export class Diagram {
    private found: Frame | undefined;

    constructor(private readonly page: Page) {}

    async waitUntilOpen(timeout = patience): Promise<void> {
        const deadline = Date.now() + timeout;
        while (Date.now() < deadline) {
            // The document of a webview is a frame in a frame, and neither has a name of its own.
            for (const frame of this.page.frames()) {
                if (
                    (await frame
                        .locator("ipc-diagram header")
                        .count()
                        .catch(() => 0)) > 0
                ) {
                    this.found = frame;
                    return;
                }
            }
            await this.page.waitForTimeout(100);
        }
        throw new Error("no webview shows the diagram");
    }

    /** Brings its tab to the front. */
    async focus(): Promise<void> {
        await this.tab().click();
    }

    tab(): Locator {
        return this.page.locator(".tab", { hasText: "IPC Scope" });
    }

    /** "stopped · event 12" */
    phase(): Locator {
        return this.frame.locator("header .phase");
    }

    sentence(): Locator {
        return this.frame.locator("footer .headline");
    }

    notices(): Locator {
        return this.frame.locator(".notice");
    }

    cards(text: RegExp): Locator {
        return this.frame.locator(".card").filter({ hasText: text });
    }

    processes(): Locator {
        return this.frame.locator(".card.process");
    }

    process(text: string | RegExp): Locator {
        return this.processes().filter({ hasText: text });
    }

    /** A row of a process's descriptor table. */
    descriptor(process: Locator, fd: number): Locator {
        return process.locator(".row").filter({ has: this.frame.locator(".fd", { hasText: new RegExp(`^${fd}$`) }) });
    }

    descriptions(): Locator {
        return this.frame.locator(".card.description");
    }

    pipes(): Locator {
        return this.frame.locator(".card.pipe");
    }

    queues(): Locator {
        return this.frame.locator(".card.queue");
    }

    eventfds(): Locator {
        return this.frame.locator(".card.eventfd");
    }

    /** Rows for what a process uses without a descriptor. */
    uses(process: Locator): Locator {
        return process.locator(".row.use");
    }

    /** Where each card stands, by its identity. */
    async places(): Promise<ReadonlyMap<string, Place>> {
        const places = await this.frame.locator(".card").evaluateAll((cards) =>
            cards.map((card) => {
                const { style, dataset } = card as HTMLElement;
                return [dataset["node"] ?? "", { x: parseFloat(style.left), y: parseFloat(style.top) }] as const;
            }),
        );
        return new Map(places);
    }

    percent(): Locator {
        return this.frame.locator("header .percent");
    }

    /** Cards of which a part is outside the diagram's window. */
    outOfSight(): Promise<readonly string[]> {
        return this.frame.locator(".window").evaluate((element) => {
            const around = element.getBoundingClientRect();
            return [...element.querySelectorAll<HTMLElement>(".card")].flatMap((card) => {
                const { left, right, top, bottom } = card.getBoundingClientRect();
                const inside = left >= around.left && right <= around.right && top >= around.top && bottom <= around.bottom;
                return inside ? [] : [card.dataset["node"] ?? ""];
            });
        });
    }

    /** "31 / 31": the event that is shown, of so many. */
    timelinePlace(): Locator {
        return this.frame.locator("ipc-live .at");
    }

    /** Names of the timeline's rows. */
    timelineRows(): Promise<readonly string[]> {
        return this.frame.locator("ipc-timeline .label b").allInnerTexts();
    }

    eventBefore(): Promise<void> {
        return this.frame.locator("ipc-live .back").click();
    }

    /** The button that leads back to the present. */
    now(): Locator {
        return this.frame.locator("ipc-live .now");
    }

    button(label: string): Locator {
        return this.frame.locator(`vscode-toolbar-button[label="${label}"]`);
    }

    private get frame(): Frame {
        if (this.found === undefined || this.found.isDetached()) throw new Error("the diagram is not open");
        return this.found;
    }
}
