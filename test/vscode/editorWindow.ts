import fs from "node:fs";
import path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { patience } from "../patience";
import { packageExtension } from "../../scripts/packaging/extension";
import { installServer } from "../../scripts/vscode-server/install";
import { installExtension, startServer, writeSettings, type Server } from "../../scripts/vscode-server/server";
import { launchBrowser } from "./browser";
import { readLatencies, type Drawn } from "./latencyLog";
import { processesOf } from "./leftovers";
import { Breakpoints } from "./pages/breakpoints";
import { CallStack } from "./pages/callStack";
import { Commands } from "./pages/commands";
import { DebugConsole } from "./pages/debugConsole";
import { DebugToolbar } from "./pages/debugToolbar";
import { Diagram } from "./pages/diagram";
import { Editor } from "./pages/editor";
import { Explorer } from "./pages/explorer";
import { Panel } from "./pages/panel";
import { Variables } from "./pages/variables";
import { Walkthrough } from "./pages/walkthrough";
import { Watch } from "./pages/watch";
import { makeThrowAwayPlaces, type ThrowAwayPlaces } from "./throwAwayPlaces";

const root = path.resolve(__dirname, "../..");
const screenshots = path.join(root, "test/output/screenshots");

export const themes = {
    "dark": { name: "Dark Modern", className: "vs-dark" },
    "light": { name: "Light Modern", className: "vs" },
    "high-contrast": { name: "Dark High Contrast", className: "hc-black" },
} as const;

const settings = {
    "workbench.colorTheme": themes.dark.name,
    // The picture is the same on every run: no blinking cursor, no animation.
    "editor.cursorBlinking": "solid",
    "workbench.reduceMotion": "on",
    // As on the desktop: what is not saved stays so.
    "files.autoSave": "off",
    // Drawn as text, which can be read back.
    "terminal.integrated.gpuAcceleration": "off",
    // The tests look at tables, however many processes there are.
    "ipcscope.view": "tables",
    // They measure the diagram; the timeline's own test asks for it.
    "ipcscope.timeline": false,
};

/** A real VS Code window with the packaged extension and a copy of the samples open. */
export class EditorWindow {
    static readonly size = { width: 1920, height: 1080 };
    readonly explorer: Explorer;
    readonly editor: Editor;
    readonly commands: Commands;
    readonly toolbar: DebugToolbar;
    readonly breakpoints: Breakpoints;
    readonly callStack: CallStack;
    readonly variables: Variables;
    readonly watch: Watch;
    readonly diagram: Diagram;
    readonly console: DebugConsole;
    readonly panel: Panel;
    readonly walkthrough: Walkthrough;
    private readonly serverLog: string[] = [];

    private constructor(
        readonly places: ThrowAwayPlaces,
        private readonly server: Server,
        private readonly browser: Browser,
        readonly page: Page,
        log: string[],
    ) {
        this.serverLog = log;
        this.explorer = new Explorer(page);
        this.editor = new Editor(page);
        this.commands = new Commands(page);
        this.toolbar = new DebugToolbar(page);
        this.breakpoints = new Breakpoints(page);
        this.callStack = new CallStack(page);
        this.variables = new Variables(page);
        this.watch = new Watch(page);
        this.diagram = new Diagram(page);
        this.panel = new Panel(page);
        this.console = new DebugConsole(page);
        this.walkthrough = new Walkthrough(page);
    }

    /** `files`: more files for the workspace, by name. */
    static async open(files: Readonly<Record<string, string>> = {}): Promise<EditorWindow> {
        installServer();
        const places = makeThrowAwayPlaces(path.join(root, "samples"));
        for (const [name, text] of Object.entries(files)) fs.writeFileSync(path.join(places.workspace, name), text);
        const log: string[] = [];
        writeSettings(places, settings);
        installExtension(places, packageExtension());
        const [server, browser] = await Promise.all([startServer(places, (text) => log.push(text)), launchBrowser()]);
        const page = await browser.newPage({ viewport: EditorWindow.size });
        page.setDefaultTimeout(patience);
        await page.goto(server.addressOf(places.workspace));
        await page.waitForSelector(".explorer-folders-view .monaco-list-row");
        const window = new EditorWindow(places, server, browser, page, log);
        await window.commands.waitFor("IPC Scope: Show Diagram");
        return window;
    }

    /** As the browser's own button does, whatever is not saved. */
    async reload(): Promise<void> {
        this.page.once("dialog", (question) => void question.accept());
        await this.page.reload();
        await this.page.waitForSelector(".explorer-folders-view .monaco-list-row");
        await this.commands.waitFor("IPC Scope: Show Diagram");
    }

    /** The editors that VS Code opens when it is loaded again, as it has written them down: a browser's window does so every few seconds. */
    async keptEditors(): Promise<string> {
        return this.page.evaluate(async () => {
            const kept: string[] = [];
            for (const { name = "" } of await indexedDB.databases()) {
                if (!name.startsWith("vscode-web-state-db")) continue;
                const opening = indexedDB.open(name);
                await new Promise((resolve) => opening.addEventListener("success", resolve));
                const asked = opening.result.transaction("ItemTable").objectStore("ItemTable").get("memento/workbench.parts.editor");
                await new Promise((resolve) => asked.addEventListener("success", resolve));
                kept.push(String(asked.result));
                opening.result.close();
            }
            return kept.join("\n");
        });
    }

    async screenshot(name: string): Promise<void> {
        fs.mkdirSync(screenshots, { recursive: true });
        await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    }

    /** The editors alone, side by side: the README's picture (docs/images/diagram.png) is a copy of one of these. */
    async screenshotOfEditors(name: string): Promise<void> {
        await this.page.mouse.move(0, 0);
        await this.page.locator(".part.editor").screenshot({ path: path.join(screenshots, `${name}.png`) });
    }

    /** Opens the list of the messages that the window has shown. */
    async notifications(): Promise<Locator> {
        await this.commands.run("Notifications: Show Notifications");
        return this.page.locator(".notifications-center");
    }

    /** Closes the message that stands before the window. */
    async dismissDialog(text: RegExp): Promise<void> {
        const dialog = this.page.locator(".monaco-dialog-box").filter({ hasText: text });
        await dialog.waitFor();
        await this.page.keyboard.press("Escape");
        await dialog.waitFor({ state: "hidden" });
    }

    async setTheme(theme: keyof typeof themes): Promise<void> {
        const { name, className } = themes[theme];
        await this.commands.run("Preferences: Color Theme");
        await this.commands.choose(name);
        await this.page.waitForSelector(`.monaco-workbench.${className}`, { state: "attached" });
    }

    /** What the server has printed, for a failure's report. */
    get log(): string {
        return this.serverLog.join("");
    }

    /** Processes of this window whose command line holds the text, for instance a sample's program. */
    running(text: string): string[] {
        return processesOf(this.places.root)
            .map(({ command }) => command)
            .filter((command) => command.includes(text));
    }

    /** Closes all. `left`: what was still running a moment later, which should be nothing. */
    async close(): Promise<{ readonly left: string[]; readonly latencies: Drawn[] }> {
        await this.browser.close();
        await this.server.stop();
        const deadline = Date.now() + patience;
        let left = processesOf(this.places.root);
        while (left.length > 0 && Date.now() < deadline) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            left = processesOf(this.places.root);
        }
        for (const { pid } of left) process.kill(pid, "SIGKILL");
        // The server writes the rest of its logs when it ends.
        const latencies = readLatencies(this.places.data);
        this.places.remove();
        return { left: left.map(({ command }) => command), latencies };
    }
}
