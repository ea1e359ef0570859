/** What the process of a page takes, and the heaps of the page and of its first worker in it. */
import { readFileSync } from "node:fs";
import type { CDPSession, Page } from "playwright-core";

interface HeapUsage {
    readonly usedSize: number;
    readonly totalSize: number;
    /** Of array buffers. */
    readonly backingStorageSize?: number;
}

interface Answer {
    readonly id: number;
    readonly result: HeapUsage;
}

export class PageMemory {
    private worker: string | null = null;
    private asked = 0;
    private readonly waiting = new Map<number, (answer: Answer) => void>();

    private constructor(
        private readonly page: Page,
        private readonly session: CDPSession,
    ) {}

    /** Workers that begin later are seen, too. */
    static async of(page: Page): Promise<PageMemory> {
        const session = await page.context().newCDPSession(page);
        const memory = new PageMemory(page, session);
        session.on("Target.attachedToTarget", ({ sessionId }) => (memory.worker ??= sessionId));
        session.on("Target.receivedMessageFromTarget", ({ message }) => {
            const answer = JSON.parse(message) as Answer;
            memory.waiting.get(answer.id)?.(answer);
        });
        await session.send("Target.setAutoAttach", { autoAttach: true, waitForDebuggerOnStart: false, flatten: false });
        return memory;
    }

    /** One line; `private`: without the browser's own code, which its processes share. */
    async text(): Promise<string> {
        const { resident, own } = await this.process();
        const page = (await this.session.send("Runtime.getHeapUsage")) as HeapUsage;
        const worker = await this.heapOfWorker();
        const of = (heap: HeapUsage): string =>
            `${megabytes(heap.usedSize)} of ${megabytes(heap.totalSize)} and ${megabytes(heap.backingStorageSize ?? 0)} of arrays`;
        return `${resident} MB resident, ${own} MB of them private; MB of the page's heap: ${of(page)}; of the worker's: ${worker === null ? "none" : of(worker)}`;
    }

    private async heapOfWorker(): Promise<HeapUsage | null> {
        const { worker } = this;
        if (worker === null) return null;
        const id = ++this.asked;
        const answer = new Promise<Answer>((resolve) => this.waiting.set(id, resolve));
        const message = JSON.stringify({ id, method: "Runtime.getHeapUsage" });
        await this.session.send("Target.sendMessageToTarget", { sessionId: worker, message });
        return (await answer).result;
    }

    /** As the kernel counts it, of the largest process of a page. */
    private async process(): Promise<{ readonly resident: number; readonly own: number }> {
        const browser = await this.page.context().browser()?.newBrowserCDPSession();
        const { processInfo } = (await browser?.send("SystemInfo.getProcessInfo")) ?? { processInfo: [] };
        const texts = processInfo.filter(({ type }) => type === "renderer").map(({ id }) => readFileSync(`/proc/${id}/status`, "utf8"));
        const kilobytes = (text: string, field: string): number => Number(new RegExp(`^${field}:\\s+(\\d+)`, "m").exec(text)?.[1] ?? 0);
        const sizes = texts.map((text) => ({
            resident: Math.round(kilobytes(text, "VmRSS") / 1000),
            own: Math.round(kilobytes(text, "RssAnon") / 1000),
        }));
        return sizes.toSorted((one, other) => other.resident - one.resident)[0] ?? { resident: 0, own: 0 };
    }
}

function megabytes(bytes: number): number {
    return Math.round(bytes / 1e6);
}
