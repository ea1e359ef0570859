/** An open trace: its bytes never change, the bookmarks do. */
import * as vscode from "vscode";
import type { Bookmark } from "../../webview/protocol/reviewMessages";
import { damagedNotesFile, notesFile, readBackup, readBookmarks, writeBackup, writeBookmarks } from "./bookmarks";
import { areSame, mergedBookmarks } from "./mergedBookmarks";

export class TraceDocument implements vscode.CustomDocument {
    private readonly changes = new vscode.EventEmitter<readonly Bookmark[]>();
    /** The bookmarks are others now, by an edit, by Undo, or since they were read again. */
    readonly onDidChange = this.changes.event;

    private constructor(
        readonly uri: vscode.Uri,
        public bookmarks: readonly Bookmark[],
        /** As they were when their file was read or written last. */
        private saved: readonly Bookmark[],
        /** Why the file of the bookmarks cannot be read. */
        public damage: string | null,
        /** Why what was not saved cannot be read. */
        readonly lost: string | null,
    ) {}

    /** `backup`: what was not saved when the window was closed; where it cannot be read, the bookmarks are as they were saved. */
    static async open(uri: vscode.Uri, backup: string | undefined): Promise<TraceDocument> {
        const { bookmarks, damage } = await readSaved(uri);
        const kept = backup === undefined ? null : await readBackup(vscode.Uri.parse(backup)).catch((error: unknown) => reasonOf(error));
        if (typeof kept === "string") return new TraceDocument(uri, bookmarks, bookmarks, damage, kept);
        return new TraceDocument(uri, kept?.bookmarks ?? bookmarks, kept?.saved ?? bookmarks, damage, null);
    }

    set(bookmarks: readonly Bookmark[]): void {
        this.bookmarks = bookmarks;
        this.changes.fire(bookmarks);
    }

    /** Makes of the bookmarks what this change makes of them, whatever else has changed meanwhile. */
    change(from: readonly Bookmark[], to: readonly Bookmark[]): void {
        this.set(mergedBookmarks(from, this.bookmarks, to));
    }

    /** With what another window has saved since. */
    async save(): Promise<void> {
        const { bookmarks: theirs, damage } = await readSaved(this.uri);
        if (damage !== null) {
            await vscode.workspace.fs.rename(notesFile(this.uri), damagedNotesFile(this.uri), { overwrite: true });
        }
        const bookmarks = damage === null ? mergedBookmarks(this.saved, this.bookmarks, theirs) : this.bookmarks;
        await writeBookmarks(notesFile(this.uri), bookmarks);
        this.saved = bookmarks;
        this.damage = null;
        if (!areSame(bookmarks, this.bookmarks)) this.set(bookmarks);
    }

    /** The trace goes along. */
    async saveAs(trace: vscode.Uri): Promise<void> {
        if (trace.toString() === this.uri.toString()) return this.save();
        await vscode.workspace.fs.copy(this.uri, trace, { overwrite: true });
        await writeBookmarks(notesFile(trace), this.bookmarks);
    }

    async revert(): Promise<void> {
        const { bookmarks, damage } = await readSaved(this.uri);
        this.damage = damage;
        this.saved = bookmarks;
        this.set(bookmarks);
    }

    /** Somebody else has written the file of the bookmarks. What was changed here stays until it is saved. */
    async notesChanged(): Promise<void> {
        if (!areSame(this.bookmarks, this.saved)) return;
        const { bookmarks, damage } = await readSaved(this.uri);
        if (damage === null && !areSame(bookmarks, this.saved) && areSame(this.bookmarks, this.saved)) await this.revert();
    }

    async backup(destination: vscode.Uri): Promise<vscode.CustomDocumentBackup> {
        // Also an empty list is something that was not saved.
        await writeBackup(destination, { bookmarks: this.bookmarks, saved: this.saved });
        return { id: destination.toString(), delete: () => void vscode.workspace.fs.delete(destination).then(undefined, () => undefined) };
    }

    dispose(): void {
        this.changes.dispose();
    }
}

async function readSaved(trace: vscode.Uri): Promise<{ readonly bookmarks: readonly Bookmark[]; readonly damage: string | null }> {
    try {
        return { bookmarks: await readBookmarks(notesFile(trace)), damage: null };
    } catch (error) {
        return { bookmarks: [], damage: reasonOf(error) };
    }
}

function reasonOf(error: unknown): string {
    return error instanceof Error ? error.message : String(error);
}
