// Leaves notes in the trace that IPC Scope records: mark("phase 2"). See docs/marks.md.
//
// A mark is an attempt to open a file that does not exist. It costs one short system call, whether anybody records it or not.
import { openSync } from "node:fs";

export function mark(text: string): void {
    try {
        openSync(`/dev/ipcscope/${text}`, "r"); // calls: openat
    } catch {
        // As intended: the attempt is the note.
    }
}
