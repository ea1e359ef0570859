/** Bookmarks and notes about a trace, in a file beside it: `ls.ipctrace.notes.json`. */
import * as vscode from "vscode";
import type { Bookmark } from "../../webview/protocol/reviewMessages";

export function notesFile(trace: vscode.Uri): vscode.Uri {
    return trace.with({ path: `${trace.path}.notes.json` });
}

/** None where there is no such file. Throws where it says something else. */
export async function readBookmarks(file: vscode.Uri): Promise<readonly Bookmark[]> {
    let bytes: Uint8Array;
    try {
        bytes = await vscode.workspace.fs.readFile(file);
    } catch (error) {
        if (error instanceof vscode.FileSystemError && error.code === "FileNotFound") return [];
        throw error;
    }
    const { bookmarks } = JSON.parse(new TextDecoder().decode(bytes)) as { readonly bookmarks?: unknown };
    if (!Array.isArray(bookmarks)) throw new Error(`${file.path} has no list "bookmarks".`);
    return bookmarks.filter(isBookmark);
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

function isBookmark(value: unknown): value is Bookmark {
    if (typeof value !== "object" || value === null || !("event" in value) || !("text" in value)) return false;
    return Number.isSafeInteger(value.event) && typeof value.text === "string";
}
