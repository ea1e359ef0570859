import fs from "node:fs";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { packageExtension } from "../../scripts/package";
import { installServer } from "../../scripts/vscode-server/install";
import { installExtension, startServer, writeSettings, type Server } from "../../scripts/vscode-server/server";
import { launchBrowser } from "./browser";
import { processesOf } from "./leftovers";
import { CallStack } from "./pages/callStack";
import { Commands } from "./pages/commands";
import { DebugToolbar } from "./pages/debugToolbar";
import { Diagram } from "./pages/diagram";
import { Editor } from "./pages/editor";
import { Explorer } from "./pages/explorer";
import { Panel } from "./pages/panel";
import { Variables } from "./pages/variables";
import { makeThrowAwayPlaces, type ThrowAwayPlaces } from "./throwAwayPlaces";

const root = path.resolve(__dirname, "../..");
const screenshots = path.join(root, "test/output/screenshots");

export const themes = {
    dark: "Dark Modern",
    light: "Light Modern",
    "high-contrast": "Default High Contrast",
} as const;

const settings = {
    "workbench.colorTheme": themes.dark,
    // The picture is the same on every run: no blinking cursor, no animation.
    "editor.cursorBlinking": "solid",
    "workbench.reduceMotion": "on",
    "debug.toolBarLocation": "docked",
};

/** A real VS Code window with the packaged extension and a copy of the samples open. */
export class EditorWindow {
    readonly explorer: Explorer;
    readonly editor: Editor;
    readonly commands: Commands;
    readonly toolbar: DebugToolbar;
    readonly callStack: CallStack;
    readonly variables: Variables;
    readonly diagram: Diagram;
    readonly panel: Panel;
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
        this.callStack = new CallStack(page);
        this.variables = new Variables(page);
        this.diagram = new Diagram(page);
        this.panel = new Panel(page);
    }

    static async open(): Promise<EditorWindow> {
        installServer();
        const places = makeThrowAwayPlaces(path.join(root, "samples"));
        const log: string[] = [];
        writeSettings(places, settings);
        installExtension(places, packageExtension());
        const [server, browser] = await Promise.all([startServer(places, (text) => log.push(text)), launchBrowser()]);
        const page = await browser.newPage({ viewport: { width: 1600, height: 1000 } });
        page.setDefaultTimeout(20_000);
        await page.goto(server.addressOf(places.workspace));
        await page.waitForSelector(".explorer-folders-view .monaco-list-row");
        return new EditorWindow(places, server, browser, page, log);
    }

    async screenshot(name: string): Promise<void> {
        fs.mkdirSync(screenshots, { recursive: true });
        await this.page.screenshot({ path: path.join(screenshots, `${name}.png`) });
    }

    /** VS Code watches its settings file, so a theme changes without a reload. */
    async setTheme(theme: keyof typeof themes): Promise<void> {
        writeSettings(this.places, { ...settings, "workbench.colorTheme": themes[theme] });
        const kind = { dark: "vs-dark", light: "vs", "high-contrast": "hc-black" }[theme];
        await this.page.waitForSelector(`.monaco-workbench.${kind}`, { state: "attached" });
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

    /** Closes all; answers what was still running a moment later, which should be nothing. */
    async close(): Promise<string[]> {
        await this.browser.close();
        await this.server.stop();
        const deadline = Date.now() + 3000;
        let left = processesOf(this.places.root);
        while (left.length > 0 && Date.now() < deadline) {
            await new Promise((resolve) => setTimeout(resolve, 100));
            left = processesOf(this.places.root);
        }
        for (const { pid } of left) process.kill(pid, "SIGKILL");
        this.places.remove();
        return left.map(({ command }) => command);
    }
}
