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
