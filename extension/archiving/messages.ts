/** What goes between the extension and the thread that makes an archive. */
import type { StackAddresses, StackLines, StackModule } from "../../webview/protocol/reviewMessages";

/** What the thread is given when it begins. */
export interface ToBeArchived {
    /** The trace's file. */
    readonly file: string;
    /** Whether somebody can tell the lines of stacks. */
    readonly lines: boolean;
}

export interface LinesFound {
    readonly stacks: readonly StackLines[];
    readonly notes: readonly string[];
}

export interface Archive {
    /** What it is called as an index. */
    readonly key: string;
    readonly bytes: Uint8Array;
}

export type FromArchiver =
    /** How much of the trace was read, from 0 to 1. */
    | { readonly type: "progress"; readonly part: number }
    /** Answered by `LinesFound`. */
    | { readonly type: "stacks"; readonly modules: readonly StackModule[]; readonly stacks: readonly StackAddresses[] }
    /** The last; null: the trace is short or has no end, or is not read as it would be the next time. */
    | { readonly type: "archive"; readonly archive: Archive | null };
