/** The diagram's page in a real browser, with a stand-in for VS Code around it. */
import { build } from "esbuild";
import { createServer, type Server, type ServerResponse } from "node:http";
import { mkdir, readFile } from "node:fs/promises";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { chromium, type Browser, type Page } from "playwright-core";
import { patience } from "../patience";
import type { Event } from "../../tracer/model/event";
import { panelHtml } from "../../webview/protocol/html";
import type { DiagramMessage, HostMessage } from "../../webview/protocol/messages";
import { viewChoice, type ViewChoice } from "../../webview/protocol/viewChoice";
import { output } from "./output";
import { reviewHtml } from "../../webview/protocol/reviewHtml";
import { ReviewPanel } from "./reviewPanel";
import { themes, type ThemeName } from "./themes";
import { packEvents } from "../../tracer/model/packedEvents";

const root = path.resolve(__dirname, "../..");

export class Studio {
    private constructor(
        private readonly server: Server,
        private readonly browser: Browser,
        private readonly address: string,
    ) {}

    static async open(): Promise<Studio> {
        await mkdir(output, { recursive: true });
        await build({
            absWorkingDir: root,
            entryPoints: {
                webview: "webview/main.ts",
                worker: "webview/live/worker.ts",
                review: "webview/review/main.ts",
                reviewWorker: "webview/review/worker.ts",
            },
            outdir: path.join(output, "bundle"),
            bundle: true,
            platform: "browser",
            target: "chrome120",
            format: "iife",
            loader: { ".svg": "text" },
            logLevel: "warning",
        });
        const server = createServer((request, answer) => void serve(request.url ?? "/", answer));
        await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
        const browser = await chromium.launch({
            executablePath: "/usr/bin/chromium",
            args: ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-background-networking", "--no-first-run"],
        });
        return new Studio(server, browser, `http://127.0.0.1:${(server.address() as AddressInfo).port}/`);
    }

    /** `scale`: the picture's pixels for each of the page's. */
    async panel(
        themeName: ThemeName,
        width: number,
        height: number,
        scale = 1,
        view: ViewChoice = "tables",
        timeline = false,
    ): Promise<Panel> {
        const opened = await this.page(`?view=${view}${timeline ? "&timeline" : ""}`, themeName, width, height, scale);
        const panel = new Panel(opened.page, opened.problems);
        await panel.until((message) => message.type === "ready");
        return panel;
    }

    /** The page of a trace, which waits for it. */
    async review(themeName: ThemeName, width: number, height: number): Promise<ReviewPanel> {
        const opened = await this.page("review", themeName, width, height, 1);
        const panel = new ReviewPanel(opened.page, opened.problems);
        await panel.until((message) => message.type === "readyForTrace");
        return panel;
    }

    private async page(
        address: string,
        themeName: ThemeName,
        width: number,
        height: number,
        scale: number,
    ): Promise<{ readonly page: Page; readonly problems: readonly string[] }> {
        const page = await this.browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale, reducedMotion: "reduce" });
        page.setDefaultTimeout(patience);
        const problems: string[] = [];
        page.on("console", (message) => {
            if (message.type() === "error" || message.type() === "warning") problems.push(message.text());
        });
        page.on("pageerror", (error) => problems.push(String(error)));
        const theme = themes[themeName];
        // tsx compiles functions with a helper of this name; in the page it has nothing to do.
        await page.addInitScript("globalThis.__name = (named) => named");
        await page.addInitScript(({ variables, bodyClass }) => {
            const told: unknown[] = [];
            Object.assign(window, {
                told,
                acquireVsCodeApi: () => ({
                    postMessage: (message: unknown) => told.push(message),
                    // As VS Code does, over a reload.
                    getState: (): unknown => JSON.parse(sessionStorage.getItem("kept") ?? "null") ?? undefined,
                    setState: (state: unknown) => sessionStorage.setItem("kept", JSON.stringify(state)),
                }),
            });
            document.addEventListener("DOMContentLoaded", () => {
                for (const [name, value] of Object.entries(variables)) {
                    document.documentElement.style.setProperty(`--vscode-${name}`, value);
                }
                document.body.className = bodyClass;
            });
        }, theme);
        await page.goto(`${this.address}${address}`);
        return { page, problems };
    }

    async close(): Promise<void> {
        await this.browser.close();
        this.server.close();
    }
}

export class Panel {
    constructor(
        readonly page: Page,
        readonly problems: readonly string[],
    ) {}

    async send(message: HostMessage): Promise<void> {
        await this.page.evaluate((data) => window.postMessage(data, "*"), message);
    }

    /** Plays events and stops as the extension would, up to `end` events. */
    async play(events: readonly Event[], stops: readonly number[], end = events.length): Promise<void> {
        if (events.length === 0) return this.drawn(0);
        await this.send({
            type: "reset",
            title: events[0]?.kind === "processStarted" ? path.basename(events[0].command.split(" ", 1).join("")) : "trace",
            live: true,
        });
        let from = 0;
        for (const stop of stops.filter((each) => each <= end)) {
            await this.send({ type: "events", events: packEvents(events.slice(from, stop)), runtimes: [] });
            await this.send({ type: "stopped", process: null, sentAt: Date.now() });
            await this.until((message) => message.type === "drawn" && message.seq >= stop && message.latency !== null);
            from = stop;
            if (stop < end) await this.send({ type: "running" });
        }
        if (from < end) {
            await this.send({ type: "events", events: packEvents(events.slice(from, end)), runtimes: [] });
            await this.drawn(end);
        }
    }

    async drawn(seq: number): Promise<void> {
        await this.until((message) => message.type === "drawn" && message.seq >= seq);
    }

    /** The events before a stop may be drawn before the stop itself: only a picture of the stop has a latency. */
    async stopDrawn(seq: number): Promise<void> {
        await this.until((message) => message.type === "drawn" && message.seq >= seq && message.latency !== null);
    }

    async told(): Promise<readonly DiagramMessage[]> {
        return this.page.evaluate(() => (window as unknown as { told: DiagramMessage[] }).told);
    }

    async until(holds: (message: DiagramMessage) => boolean): Promise<void> {
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

async function serve(url: string, answer: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(url, "http://localhost");
    if (pathname === "/review") {
        answer.setHeader("content-type", "text/html; charset=utf-8");
        answer.end(
            reviewHtml({ scriptUri: "/review.js", workerUri: "/reviewWorker.js", cspSource: "'self'", nonce: "abc123", view: "auto" }),
        );
        return;
    }
    if (pathname === "/") {
        answer.setHeader("content-type", "text/html; charset=utf-8");
        answer.end(
            panelHtml({
                scriptUri: "/webview.js",
                workerUri: "/worker.js",
                cspSource: "'self'",
                nonce: "abc123",
                view: viewChoice(searchParams.get("view")),
                timeline: searchParams.has("timeline"),
            }),
        );
        return;
    }
    try {
        const text = await readFile(path.join(output, "bundle", path.basename(url)));
        answer.setHeader("content-type", "text/javascript");
        answer.end(text);
    } catch {
        answer.statusCode = 404;
        answer.end();
    }
}
