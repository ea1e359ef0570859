/** The bookmarks that the editor keeps beside a trace: `ls.ipctrace.notes.json`. */
import { readFile } from "node:fs/promises";

export interface Bookmark {
    /** seq */
    readonly event: number;
    readonly text: string;
}

/** None where there is no such file, or where it says something else. */
export async function bookmarksOf(trace: string): Promise<readonly Bookmark[]> {
    try {
        const notes = JSON.parse(await readFile(`${trace}.notes.json`, "utf8")) as unknown;
        if (typeof notes !== "object" || notes === null || !("bookmarks" in notes) || !Array.isArray(notes.bookmarks)) return [];
        return notes.bookmarks.filter(isBookmark);
    } catch {
        return [];
    }
}

function isBookmark(value: unknown): value is Bookmark {
    if (typeof value !== "object" || value === null || !("event" in value) || !("text" in value)) return false;
    return Number.isSafeInteger(value.event) && typeof value.text === "string";
}
