/** Bookmarks and notes about a trace, in a file beside it: `ls.ipctrace.notes.json`. */
import * as vscode from "vscode";
import type { Bookmark } from "../../webview/protocol/reviewMessages";
import { mergedBookmarks } from "./mergedBookmarks";
import { noListOfBookmarks } from "./messages";

export function notesFile(trace: vscode.Uri): vscode.Uri {
    return trace.with({ path: `${trace.path}.notes.json` });
}

/** Where notes are kept that cannot be understood, and are not to be lost. */
export function damagedNotesFile(trace: vscode.Uri): vscode.Uri {
    return trace.with({ path: `${trace.path}.notes.json.damaged` });
}

/** None where there is no such file. Throws where it cannot be read, or says something else. */
export async function readBookmarks(file: vscode.Uri): Promise<readonly Bookmark[]> {
    try {
        return bookmarksOf(await readJson(file), "bookmarks");
    } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return [];
        throw error;
    }
}

/** What an editor has when its window is closed before it was saved. */
export interface BookmarksBackup {
    readonly bookmarks: readonly Bookmark[];
    /** What they were made of. */
    readonly saved: readonly Bookmark[];
}

export async function readBackup(file: vscode.Uri): Promise<BookmarksBackup> {
    const backup = await readJson(file);
    return { bookmarks: bookmarksOf(backup, "bookmarks"), saved: bookmarksOf(backup, "saved") };
}

export async function writeBackup(file: vscode.Uri, backup: BookmarksBackup): Promise<void> {
    await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(JSON.stringify(backup)));
}

/** Without bookmarks there is no such file. */
export async function writeBookmarks(file: vscode.Uri, bookmarks: readonly Bookmark[]): Promise<void> {
    if (bookmarks.length > 0) {
        await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(`${JSON.stringify({ bookmarks }, null, 4)}\n`));
        return;
    }
    try {
        await vscode.workspace.fs.delete(file);
    } catch (error) {
        if (!(error instanceof vscode.FileSystemError && error.code === "FileNotFound")) throw error;
    }
}

async function readJson(file: vscode.Uri): Promise<unknown> {
    return JSON.parse(new TextDecoder().decode(await vscode.workspace.fs.readFile(file)));
}

/** One for each event, in their order. */
function bookmarksOf(notes: unknown, key: keyof BookmarksBackup): readonly Bookmark[] {
    const list = typeof notes === "object" && notes !== null ? (notes as Readonly<Record<string, unknown>>)[key] : undefined;
    if (!Array.isArray(list) || !list.every(isBookmark)) throw new Error(noListOfBookmarks());
    return mergedBookmarks([], [], list);
}

function isBookmark(value: unknown): value is Bookmark {
    if (typeof value !== "object" || value === null || !("event" in value) || !("text" in value)) return false;
    return Number.isSafeInteger(value.event) && Number(value.event) > 0 && typeof value.text === "string";
}
