/** The view Recordings: the traces of the workspace, each with its programs, when it was made, how long it is and how big. */
import path from "node:path";
import * as vscode from "vscode";
import { traceEditorType } from "../review/traceEditors";
import { FoundRecordings, type Recording, type RecordingOrder } from "./findRecordings";
import { durationText, programsText, sizeText, startedText, summaryText } from "./recordingText";

/** A trace that is being recorded changes all the time. */
const pauseBetweenLooks = 500;
/** A file that comes right after its folder is not told of, but the folder is. */
const watched = "**/{*.ipctrace,.ipcscope}";

export class RecordingsView implements vscode.TreeDataProvider<Recording>, vscode.Disposable {
    private readonly changed = new vscode.EventEmitter<void>();
    readonly onDidChangeTreeData = this.changed.event;
    private readonly found = new FoundRecordings();
    private readonly outside = new Map<string, vscode.Uri>();
    private order: RecordingOrder = "newest";
    private soon: NodeJS.Timeout | undefined;
    private readonly view = vscode.window.createTreeView("ipcscope.recordings", { treeDataProvider: this });
    private readonly watcher = vscode.workspace.createFileSystemWatcher(watched);
    private readonly listeners = [
        this.watcher.onDidCreate(() => this.refreshSoon()),
        this.watcher.onDidChange(() => this.refreshSoon()),
        this.watcher.onDidDelete(() => this.refreshSoon()),
        vscode.workspace.onDidChangeWorkspaceFolders(() => this.refreshSoon()),
        vscode.window.onDidChangeWindowState(({ focused }) => focused && this.refreshSoon()),
        this.view.onDidChangeVisibility(({ visible }) => visible && this.refreshSoon()),
    ];

    /** What the user has chosen in the list. */
    get selected(): Recording | undefined {
        return this.view.selection[0];
    }

    /** A recording that is listed also where it is in no folder of the workspace. */
    add(trace: vscode.Uri): void {
        if (vscode.workspace.getWorkspaceFolder(trace) === undefined) this.outside.set(trace.toString(), trace);
        this.refreshSoon();
    }

    turnOrder(): void {
        this.order = this.order === "newest" ? "largest" : "newest";
        this.changed.fire();
    }

    refreshSoon(): void {
        this.soon ??= setTimeout(() => {
            this.soon = undefined;
            this.changed.fire();
        }, pauseBetweenLooks);
    }

    async getChildren(row?: Recording): Promise<Recording[]> {
        return row === undefined ? this.found.find(this.outside.values(), this.order) : [];
    }

    getTreeItem({ uri, facts }: Recording): vscode.TreeItem {
        const item = new vscode.TreeItem(path.basename(uri.path, ".ipctrace"));
        const place = vscode.workspace.asRelativePath(uri);
        item.id = uri.toString();
        item.contextValue = "recording";
        item.command = {
            command: "vscode.openWith",
            title: "Open",
            arguments: [uri, traceEditorType, { preserveFocus: true, preview: true }],
        };
        if (typeof facts === "string") {
            item.description = facts;
            item.iconPath = new vscode.ThemeIcon("warning");
            item.tooltip = `${place}\n${facts}`;
            return item;
        }
        item.description = summaryText(facts);
        item.iconPath = new vscode.ThemeIcon("record");
        item.tooltip = [place, programsText(facts), startedText(facts), `${durationText(facts)}, ${sizeText(facts.bytes)}`]
            .filter((line) => line !== null)
            .join("\n");
        return item;
    }

    dispose(): void {
        clearTimeout(this.soon);
        for (const each of [...this.listeners, this.watcher, this.view, this.changed]) each.dispose();
    }
}
