/** A browser without a window, for what only a browser can lay out. It is spoken to by the Chrome DevTools Protocol, over pipes. */
import { spawn, type ChildProcess } from "node:child_process";
import { accessSync, constants } from "node:fs";
import path from "node:path";
import type { Readable, Writable } from "node:stream";

const names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "microsoft-edge"];

/** The browser that IPCSCOPE_BROWSER names, or the first of those in the PATH; undefined: there is none. */
export function findBrowser(environment: NodeJS.ProcessEnv = process.env): string | undefined {
    const named = environment["IPCSCOPE_BROWSER"];
    if (named !== undefined && named !== "") return canRun(named) ? named : undefined;
    const folders = (environment["PATH"] ?? "").split(path.delimiter).filter((folder) => folder !== "");
    return folders.flatMap((folder) => names.map((name) => path.join(folder, name))).find(canRun);
}

function canRun(file: string): boolean {
    try {
        accessSync(file, constants.X_OK);
        return true;
    } catch {
        return false;
    }
}

interface Answer {
    readonly id?: number;
    readonly method?: string;
    readonly error?: { readonly message: string };
    readonly result?: Readonly<Record<string, unknown>>;
}

export class Browser {
    private readonly process: ChildProcess;
    private readonly input: Writable;
    private readonly waiting = new Map<number, { readonly resolve: (answer: Answer) => void; readonly reject: (error: unknown) => void }>();
    private pageLoaded: () => void = () => undefined;
    private readonly ended: Promise<never>;
    private unread = "";
    private asked = 0;

    /** `profile`: a folder for what it keeps. */
    constructor(executable: string, profile: string) {
        const asRoot = process.getuid?.() === 0 ? ["--no-sandbox"] : [];
        const options = [
            "--headless",
            "--disable-gpu",
            "--hide-scrollbars",
            "--no-first-run",
            "--force-prefers-reduced-motion",
            "--window-size=1600,1000",
        ];
        const words = [...options, ...asRoot, `--user-data-dir=${profile}`, "--remote-debugging-pipe", "about:blank"];
        this.process = spawn(executable, words, { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
        this.input = this.process.stdio[3] as Writable;
        this.input.on("error", () => undefined); // "close" follows.
        (this.process.stdio[4] as Readable).setEncoding("utf8").on("data", (text: string) => this.received(text));
        this.ended = new Promise((_, reject) => {
            this.process.once("error", reject);
            this.process.once("close", () => reject(new Error("the browser has ended")));
        });
        this.ended.catch((error: unknown) => this.failed(error));
    }

    /** What an expression of a page's comes to, a promise or not. Rejects when the page throws. */
    async evaluate(page: string, expression: string): Promise<string> {
        const { targetId } = await this.ask("Target.createTarget", { url: "about:blank" });
        const attached = await this.ask("Target.attachToTarget", { targetId, flatten: true });
        const session = String(attached["sessionId"]);
        await this.ask("Page.enable", {}, session);
        const loaded = new Promise<void>((resolve) => (this.pageLoaded = resolve));
        await this.ask("Page.navigate", { url: page }, session);
        await Promise.race([loaded, this.ended]);
        const parameters = { expression, awaitPromise: true, returnByValue: true };
        const { result, exceptionDetails } = await this.ask("Runtime.evaluate", parameters, session);
        if (exceptionDetails !== undefined) throw new Error(`the page failed: ${JSON.stringify(exceptionDetails)}`);
        return String((result as { readonly value?: unknown }).value);
    }

    /** Resolves when it has ended. */
    close(): Promise<void> {
        return new Promise((resolve) => {
            if (this.process.exitCode !== null || this.process.signalCode !== null) return resolve();
            this.process.once("close", () => resolve());
            this.process.kill();
        });
    }

    private ask(method: string, params: object, sessionId?: string): Promise<Readonly<Record<string, unknown>>> {
        const id = ++this.asked;
        return new Promise((resolve, reject) => {
            this.waiting.set(id, {
                resolve: ({ error, result = {} }) => (error === undefined ? resolve(result) : reject(new Error(error.message))),
                reject,
            });
            this.input.write(`${JSON.stringify({ id, method, params, ...(sessionId !== undefined && { sessionId }) })}\0`);
        });
    }

    private received(text: string): void {
        this.unread += text;
        const messages = this.unread.split("\0");
        this.unread = messages.pop() ?? "";
        for (const message of messages) {
            const answer = JSON.parse(message) as Answer;
            if (answer.method === "Page.loadEventFired") this.pageLoaded();
            if (answer.id === undefined) continue;
            this.waiting.get(answer.id)?.resolve(answer);
            this.waiting.delete(answer.id);
        }
    }

    private failed(error: unknown): void {
        for (const { reject } of this.waiting.values()) reject(error);
        this.waiting.clear();
    }
}
