/** The diagram beside the editor. */
import { randomBytes } from "node:crypto";
import * as vscode from "vscode";
import { panelHtml } from "../webview/protocol/html";
import { viewChoice } from "../webview/protocol/viewChoice";
import type { DiagramMessage, HostMessage } from "../webview/protocol/messages";
import type { PictureCommand } from "../webview/protocol/pictureCommand";
import type { DiagramFeed } from "./diagramFeed";
import { drawnAfter } from "./messages";
import { revealLine } from "./review/revealLine";
import { savePicture } from "./review/savePicture";
import type { WatchedMemory } from "./watchedMemory";

export class DiagramPanel implements vscode.Disposable {
    private panel: vscode.WebviewPanel | undefined;
    /** Asked for before the page could do it. */
    private readonly waiting: PictureCommand[] = [];
    private isReady = false;

    constructor(
        private readonly extension: vscode.Uri,
        private readonly feed: DiagramFeed,
        private readonly watched: WatchedMemory,
        private readonly log: vscode.LogOutputChannel,
    ) {}

    /** Opens it, or brings it to the front. The editor keeps the focus. */
    show(): void {
        if (this.panel !== undefined) {
            this.panel.reveal(undefined, true);
            return;
        }
        const scripts = vscode.Uri.joinPath(this.extension, "dist");
        const panel = vscode.window.createWebviewPanel(
            "ipcscope.diagram",
            "IPC Scope",
            { viewColumn: vscode.ViewColumn.Beside, preserveFocus: true },
            { enableScripts: true, retainContextWhenHidden: true, localResourceRoots: [scripts] },
        );
        this.panel = panel;
        panel.webview.onDidReceiveMessage((message: DiagramMessage) => this.receive(panel, message));
        panel.onDidDispose(() => {
            this.feed.disconnect();
            this.isReady = false;
            this.panel = undefined;
        });
        panel.webview.html = panelHtml({
            scriptUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, "webview.js")).toString(),
            workerUri: panel.webview.asWebviewUri(vscode.Uri.joinPath(scripts, "worker.js")).toString(),
            cspSource: panel.webview.cspSource,
            nonce: randomBytes(16).toString("hex"),
            view: viewChoice(vscode.workspace.getConfiguration("ipcscope").get("view")),
            timeline: vscode.workspace.getConfiguration("ipcscope").get<boolean>("timeline") !== false,
        });
    }

    /** The user's choice. Where its tab is behind the program's text, it moves beside it. */
    showForLaunch(): void {
        if (this.panel?.visible === true || vscode.workspace.getConfiguration("ipcscope").get<boolean>("openDiagram") === false) return;
        const isBehindText = this.panel !== undefined && this.panel.viewColumn === vscode.window.activeTextEditor?.viewColumn;
        if (isBehindText) this.panel?.reveal(vscode.ViewColumn.Beside, true);
        else this.show();
    }

    /** Opens the diagram if need be. */
    do(command: PictureCommand): void {
        this.show();
        if (this.panel !== undefined && this.isReady) tell(this.panel, { type: "do", command });
        else this.waiting.push(command);
    }

    /** Looks back at what a line did; false: there is no diagram in which to look. */
    showLine(file: string, line: number): boolean {
        if (this.panel === undefined || !this.isReady || !this.feed.hasTrace) return false;
        tell(this.panel, { type: "line", file, line });
        return true;
    }

    dispose(): void {
        this.panel?.dispose();
    }

    private receive(panel: vscode.WebviewPanel, message: DiagramMessage): void {
        switch (message.type) {
            case "ready":
                this.feed.connect((told) => tell(panel, told));
                this.isReady = true;
                for (const command of this.waiting.splice(0)) tell(panel, { type: "do", command });
                return;
            case "open":
                void revealLine(message.file, message.line, vscode.ViewColumn.One);
                return;
            case "watchMemory":
                void this.watched.set(message.on);
                return;
            case "copy":
                void vscode.env.clipboard.writeText(message.text);
                return;
            case "save":
                void savePicture(message.name, message.base64);
                return;
            case "drawn":
                if (message.latency !== null) this.log.info(drawnAfter(message.latency));
        }
    }
}

function tell(panel: vscode.WebviewPanel, message: HostMessage): void {
    void panel.webview.postMessage(message);
}
