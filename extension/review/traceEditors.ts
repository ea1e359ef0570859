/** The editor of traces: a page for each, and between page and file nothing but bytes, bookmarks and lines of source. */
import * as vscode from "vscode";
import { reviewHtml } from "../../webview/protocol/reviewHtml";
import type { DiagramMessage } from "../../webview/protocol/messages";
import type { PictureCommand } from "../../webview/protocol/pictureCommand";
import type { ReviewCommand } from "../../webview/protocol/reviewCommand";
import type { ReviewHostMessage, ReviewMessage } from "../../webview/protocol/reviewMessages";
import { viewChoice } from "../../webview/protocol/viewChoice";
import { baseName } from "../../tracer/model/baseName";
import { storedIndex } from "../../tracer/trace/storedIndex";
import { notesFile } from "./bookmarks";
import type { LineLenses } from "./lineLenses";
import type { LineFinder } from "./lineFinder";
import { openManualPage } from "./manualPage";
import { damagedNotes, lostBookmarks } from "./messages";
import { onDisk } from "./onDisk";
import { tell, type AwaitedFindings, type OpenEditor } from "./openEditor";
import { sendTrace } from "./sendTrace";
import { columnBeside, revealLine } from "./revealLine";
import { PackedSources } from "./packedSources";
import { showBeside } from "./showBeside";
import { savePicture } from "./savePicture";
import type { TraceArchives } from "./traceArchives";
import { TraceDocument } from "./traceDocument";
import { watchFiles } from "./watchFiles";

export const traceEditorType = "ipcscope.trace";

export interface MovedCursor {
    readonly trace: vscode.Uri;
    /** seq */
    readonly event: number;
}

export class TraceEditors implements vscode.CustomEditorProvider<TraceDocument> {
    private readonly edits = new vscode.EventEmitter<vscode.CustomDocumentEditEvent<TraceDocument>>();
    readonly onDidChangeCustomDocument = this.edits.event;
    private readonly open = new Set<OpenEditor>();
    private readonly sources = new PackedSources();
    private readonly moved = new vscode.EventEmitter<MovedCursor>();
    /** The user has moved the cursor of a trace that is replayed. */
    readonly onDidMoveCursor = this.moved.event;
    /** By file, where traces that are replayed are: seq. */
    private readonly replayed = new Map<string, number>();
    /** By file that is being opened, the event that somebody wants to see: seq. */
    private readonly asked = new Map<string, number>();

    constructor(
        private readonly extension: vscode.Uri,
        private readonly lenses: LineLenses,
        /** Null: programs may not be looked into, since that runs tools on them. */
        private readonly lines: () => LineFinder | null,
        private readonly archives: TraceArchives,
        private readonly findingsOf: (trace: vscode.Uri) => AwaitedFindings | null = () => null,
    ) {
        lenses.onDidTurn((on) => {
            if (on) for (const editor of this.open) void tell(editor, { type: "askLineNotes" });
        });
    }

    static register(editors: TraceEditors): vscode.Disposable {
        return vscode.Disposable.from(
            PackedSources.register(editors.sources),
            vscode.window.registerCustomEditorProvider(traceEditorType, editors, {
                supportsMultipleEditorsPerDocument: true,
                webviewOptions: { retainContextWhenHidden: true },
            }),
        );
    }

    async openCustomDocument(uri: vscode.Uri, { backupId }: vscode.CustomDocumentOpenContext): Promise<TraceDocument> {
        const document = await TraceDocument.open(uri, backupId);
        const { damage, lost } = document;
        if (damage !== null) void vscode.window.showWarningMessage(damagedNotes(baseName(uri.path), damage));
        if (lost !== null) void vscode.window.showWarningMessage(lostBookmarks(baseName(uri.path), lost));
        return document;
    }

    resolveCustomEditor(document: TraceDocument, panel: vscode.WebviewPanel): void {
        const { webview } = panel;
        webview.options = { enableScripts: true, localResourceRoots: [this.scripts] };
        const editor: OpenEditor = { panel, document, awaited: this.findingsOf(document.uri), archiveKey: null, read: null };
        this.open.add(editor);
        this.tellWhetherInSight();
        const changes = document.onDidChange((bookmarks) => void tell(editor, { type: "bookmarks", bookmarks }));
        const watched = watchFiles(
            new Map([
                [document.uri, () => void this.tellFile(editor)],
                [notesFile(document.uri), () => void document.notesChanged()],
            ]),
        );
        webview.onDidReceiveMessage((message: DiagramMessage | ReviewMessage) => void this.receive(editor, message));
        panel.onDidDispose(() => {
            changes.dispose();
            watched.dispose();
            editor.awaited?.tell(null);
            this.open.delete(editor);
            this.lenses.forget(editor);
            this.tellWhetherInSight();
        });
        this.load(webview);
    }

    private get scripts(): vscode.Uri {
        return vscode.Uri.joinPath(this.extension, "dist");
    }

    /** Also anew, with what the page keeps for itself. */
    private load(webview: vscode.Webview): void {
        webview.html = reviewHtml({
            scriptUri: webview.asWebviewUri(vscode.Uri.joinPath(this.scripts, "review.js")).toString(),
            workerUri: webview.asWebviewUri(vscode.Uri.joinPath(this.scripts, "reviewWorker.js")).toString(),
            cspSource: webview.cspSource,
            nonce: crypto.randomUUID().replaceAll("-", ""),
            view: viewChoice(vscode.workspace.getConfiguration("ipcscope").get("view")),
        });
    }

    /** Whether the file is still the one that was read. */
    private async tellFile(editor: OpenEditor): Promise<void> {
        const { read, document } = editor;
        if (read === null) return;
        await tell(editor, { type: "onDisk", is: await onDisk(document.uri, read) });
    }

    saveCustomDocument(document: TraceDocument): Promise<void> {
        return document.save();
    }

    saveCustomDocumentAs(document: TraceDocument, destination: vscode.Uri): Promise<void> {
        return document.saveAs(destination);
    }

    revertCustomDocument(document: TraceDocument): Promise<void> {
        return document.revert();
    }

    backupCustomDocument(
        document: TraceDocument,
        { destination }: vscode.CustomDocumentBackupContext,
    ): Promise<vscode.CustomDocumentBackup> {
        return document.backup(destination);
    }

    /** Whether a trace has the focus, which has then been told. */
    do(command: PictureCommand): boolean {
        return this.tellActive({ type: "do", command });
    }

    review(command: ReviewCommand): boolean {
        return this.tellActive({ type: "review", command });
    }

    /** The events that a line caused, in every trace that is in sight. */
    showEventsOf(file: string, line: number): boolean {
        const visible = [...this.open].filter(({ panel }) => panel.visible);
        for (const editor of visible) void tell(editor, { type: "line", file, line });
        return visible.length > 0;
    }

    /** A debug session replays this trace, and is at this event. Shows it beside the `lines` that the debugger shows, if there are any. */
    async showReplayed(trace: vscode.Uri, event: number, lines: boolean): Promise<void> {
        const begins = !this.replayed.has(trace.fsPath);
        this.replayed.set(trace.fsPath, event);
        for (const editor of this.editorsOf(trace)) void tell(editor, { type: "goTo", event });
        if (!begins || this.editorsOf(trace).some(({ panel }) => panel.visible && !(panel.active && lines))) return;
        await showBeside(trace, traceEditorType);
    }

    /** Opens it in a column, or brings it to the front there, at an event; null: wherever it is. The focus stays. */
    async showMoment(trace: vscode.Uri, event: number | null, viewColumn: vscode.ViewColumn): Promise<void> {
        const there = this.editorsOf(trace).find(({ panel }) => panel.viewColumn === viewColumn);
        if (there !== undefined) {
            there.panel.reveal(viewColumn, true);
            if (event !== null) await tell(there, { type: "goTo", event });
            return;
        }
        if (event !== null) this.asked.set(trace.fsPath, event);
        await vscode.commands.executeCommand("vscode.openWith", trace, traceEditorType, { viewColumn, preserveFocus: true });
    }

    replayEnded(trace: vscode.Uri): void {
        this.replayed.delete(trace.fsPath);
    }

    private editorsOf(trace: vscode.Uri): readonly OpenEditor[] {
        return [...this.open].filter(({ document }) => document.uri.fsPath === trace.fsPath);
    }

    /** For the entries of menus that are about an open trace. */
    private tellWhetherInSight(): void {
        void vscode.commands.executeCommand("setContext", "ipcscope.traceInSight", this.open.size > 0);
    }

    private tellActive(message: ReviewHostMessage): boolean {
        const active = [...this.open].find(({ panel }) => panel.active);
        if (active !== undefined) void tell(active, message);
        return active !== undefined;
    }

    private async receive(editor: OpenEditor, message: DiagramMessage | ReviewMessage): Promise<void> {
        switch (message.type) {
            case "readyForTrace":
                return this.send(editor);
            case "stacks":
                return this.tellLines(editor, message);
            case "findings":
                editor.awaited?.tell(message.findings);
                return;
            case "archive":
                if (editor.archiveKey !== null) await this.archives.keep(editor.archiveKey, new Uint8Array(message.bytes));
                return;
            case "archiveRefused":
                return this.send(editor, false);
            case "readAgain":
                return this.load(editor.panel.webview);
            case "bookmark":
                return this.edit(editor.document, message);
            case "at":
                if (this.replayed.has(editor.document.uri.fsPath)) this.moved.fire({ trace: editor.document.uri, event: message.event });
                return;
            case "lineNotes":
                return this.lenses.tell(editor, message.files);
            case "manual":
                return openManualPage(message.page);
            case "open":
                return revealLine(
                    message.file,
                    message.line,
                    columnBeside(editor.panel.viewColumn),
                    this.sources.find(editor.document.uri, message.file),
                );
            case "sources":
                return this.sources.learn(editor.document.uri, message.sources);
            case "copy":
                await vscode.env.clipboard.writeText(message.text);
                return;
            case "save":
                return savePicture(message.name, message.base64);
            case "ready":
            case "watchMemory":
            case "drawn":
                return;
        }
    }

    private async send(editor: OpenEditor, mayBeArchive = true): Promise<void> {
        const { uri, bookmarks } = editor.document;
        try {
            const lines = this.lines() !== null;
            editor.read = await vscode.workspace.fs.stat(uri);
            const key = await this.archives.key(uri, editor.read, lines);
            editor.archiveKey = key;
            const trace = await vscode.workspace.fs.readFile(uri);
            const archive = mayBeArchive ? (storedIndex(trace) ?? (await this.archives.find(key))) : null;
            const bytes = archive?.archive ?? trace;
            await tell(editor, {
                type: "trace",
                name: baseName(uri.path),
                size: bytes.length,
                lines,
                bookmarks,
                findings: editor.awaited !== null,
                archive: { key: archive?.key ?? key, sent: archive !== null },
            });
            const event = this.asked.get(uri.fsPath) ?? this.replayed.get(uri.fsPath);
            this.asked.delete(uri.fsPath);
            if (event !== undefined) await tell(editor, { type: "goTo", event });
            await sendTrace(bytes, (each) => tell(editor, each));
            if (this.lenses.on) await tell(editor, { type: "askLineNotes" });
        } catch (error) {
            await tell(editor, { type: "unreadable", message: error instanceof Error ? error.message : String(error) });
        }
    }

    private async tellLines(editor: OpenEditor, { modules, stacks }: Extract<ReviewMessage, { type: "stacks" }>): Promise<void> {
        const found = (await this.lines()?.(modules, stacks)) ?? { stacks: [], notes: [] };
        await tell(editor, { type: "lines", ...found });
    }

    private edit(document: TraceDocument, { label, bookmarks }: Extract<ReviewMessage, { type: "bookmark" }>): void {
        const before = document.bookmarks;
        document.set(bookmarks);
        this.edits.fire({
            document,
            label,
            undo: () => document.change(bookmarks, before),
            redo: () => document.change(before, bookmarks),
        });
    }
}
