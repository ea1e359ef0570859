/** Sentences about recordings that a user can see: one function each. */

export function askToDelete(name: string): string {
    return `Delete the recording ${name}, with its bookmarks?`;
}

export function askToDeleteForGood(name: string): string {
    return `There is no trash for ${name} here. Delete it for good?`;
}

export function notDeleted(name: string, reason: string): string {
    return `The recording ${name} cannot be deleted: ${reason}`;
}

export function notRenamed(name: string): string {
    return `The recording ${name} cannot be renamed.`;
}

export function noFolderToRecordIn(): string {
    return "Open a folder first: its recordings are kept there, in .ipcscope.";
}

export function badName(): string {
    return "A name of a file, without slashes.";
}

export function nameTaken(name: string): string {
    return `There is a recording ${name} already.`;
}

/** `part`: how much was read, from 0 to 1. */
export function preparing(name: string, part: number): string {
    return `$(sync~spin) Preparing ${name} for review: ${Math.floor(100 * part)} %`;
}

export function stopPreparing(): string {
    return "The recording opens at once when this is done. Click to stop it: then it is read when it is opened.";
}
