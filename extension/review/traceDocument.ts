/** An open trace: its bytes never change, the bookmarks do. */
import * as vscode from "vscode";
import type { Bookmark } from "../../webview/protocol/reviewMessages";
import { notesFile, readBookmarks, writeBookmarks } from "./bookmarks";

export class TraceDocument implements vscode.CustomDocument {
    private readonly changes = new vscode.EventEmitter<readonly Bookmark[]>();
    /** The bookmarks are others now, by an edit, by Undo, or since they were read again. */
    readonly onDidChange = this.changes.event;

    private constructor(
        readonly uri: vscode.Uri,
        public bookmarks: readonly Bookmark[],
    ) {}

    /** `backup`: what was not saved when the window was closed. */
    static async open(uri: vscode.Uri, backup: string | undefined): Promise<TraceDocument> {
        const file = backup === undefined ? notesFile(uri) : vscode.Uri.parse(backup);
        return new TraceDocument(uri, await readBookmarks(file));
    }

    set(bookmarks: readonly Bookmark[]): void {
        this.bookmarks = bookmarks;
        this.changes.fire(bookmarks);
    }

    save(): Promise<void> {
        return writeBookmarks(notesFile(this.uri), this.bookmarks);
    }

    /** The trace goes along. */
    async saveAs(trace: vscode.Uri): Promise<void> {
        if (trace.toString() !== this.uri.toString()) await vscode.workspace.fs.copy(this.uri, trace, { overwrite: true });
        await writeBookmarks(notesFile(trace), this.bookmarks);
    }

    async revert(): Promise<void> {
        this.set(await readBookmarks(notesFile(this.uri)));
    }

    async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
        // Also an empty list is something that was not saved.
        await vscode.workspace.fs.writeFile(destination, new TextEncoder().encode(JSON.stringify({ bookmarks: this.bookmarks })));
        return { id: destination.toString(), delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined) };
    }

    dispose(): void {
        this.changes.dispose();
    }
}
