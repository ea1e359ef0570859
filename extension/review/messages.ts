/** Sentences that a user can see: one function each. */

export function cannotOpenFile(file: string): string {
    return `${file} cannot be opened.`;
}

export function pictureNotSaved(reason: string): string {
    return `The picture cannot be saved: ${reason}`;
}

export function noTraceInSight(): string {
    return "Open a trace first: its events of this line are listed beside its timeline.";
}

export function noListOfBookmarks(): string {
    return 'they are no list "bookmarks" of events with texts';
}

export function damagedNotes(trace: string, reason: string): string {
    return `The bookmarks of ${trace} cannot be read: ${reason}. When others are saved, the file is kept as ${trace}.notes.json.damaged.`;
}

export function lostBookmarks(trace: string, reason: string): string {
    return `What was changed in the bookmarks of ${trace} and not saved cannot be read: ${reason}. They are as they were saved.`;
}
