/** The contract between the extension and the page that reviews a trace: two unions of tagged messages. */
import type { Finding } from "../../tracer/diagnosis/finding";
import type { SourceLocation } from "../../tracer/model/sourceLocation";
import type { FileNotes } from "../../tracer/model/lineNotes";
import type { PictureCommand } from "./pictureCommand";
import type { ReviewCommand } from "./reviewCommand";

/** An event of the trace that the user has marked, perhaps with a few words. */
export interface Bookmark {
    /** seq */
    readonly event: number;
    readonly text: string;
}

/** A module's offset, as hexadecimal digits: messages are JSON, which knows no large integers. */
export interface FrameAddress {
    readonly module: number;
    readonly offset: string;
}

export interface StackAddresses {
    readonly id: number;
    /** Further frames are not known. */
    readonly cut: boolean;
    readonly frames: readonly FrameAddress[];
}

/** An executable, library or script of which stacks have frames. */
export interface StackModule {
    readonly id: number;
    readonly device: string;
    readonly inode: string;
    readonly buildId: string;
    readonly path: string;
    /** Of a script: its source. */
    readonly script: string | null;
}

/** One function in a stack; file and line as far as they are known. */
export interface StackPlace {
    readonly function: string | null;
    readonly file: string | null;
    readonly line: number;
    /** The name of the executable or library. */
    readonly module: string;
}

/** A file of source that the trace has with it. */
export interface PackedSource {
    readonly file: string;
    readonly text: string;
}

export interface StackLines {
    readonly id: number;
    /** The innermost place in the user's code. */
    readonly source: SourceLocation | null;
    /** The function of the C library that was called. */
    readonly library: string | null;
    /** What lies there, where it is a place in memory and no stack. */
    readonly variable: { readonly name: string; readonly type: string | null } | null;
    /** No function of the program stands on it. */
    readonly ofRuntime?: true;
    /** The innermost first. */
    readonly places: readonly StackPlace[];
}

/** Of a file that was read: what has become of it. */
export type TraceFile = "same" | "changed" | "gone";

/** To the page. */
export type ReviewHostMessage =
    /**
     * A trace begins. `size`: bytes. `lines`: whether somebody can tell the lines of its stacks. `findings`: whether somebody wants to know what
     * is wrong with its programs. `archive`: somebody keeps archives, and calls this one so; `sent`: what follows is the archive, and not the trace.
     */
    | {
          readonly type: "trace";
          readonly name: string;
          readonly size: number;
          readonly lines: boolean;
          readonly bookmarks: readonly Bookmark[];
          readonly findings?: boolean;
          readonly archive?: { readonly key: string; readonly sent: boolean };
      }
    /** The next of its bytes: of all kinds of arrays VS Code hands over this one as it is. */
    | { readonly type: "bytes"; readonly bytes: ArrayBuffer }
    /** All were sent. */
    | { readonly type: "whole" }
    | { readonly type: "unreadable"; readonly message: string }
    /** Whether the trace's file is still the one that was sent. */
    | { readonly type: "onDisk"; readonly is: TraceFile }
    /** Of the stacks that were asked for. `notes`: why some are unknown. */
    | { readonly type: "lines"; readonly stacks: readonly StackLines[]; readonly notes: readonly string[] }
    | { readonly type: "bookmarks"; readonly bookmarks: readonly Bookmark[] }
    /** Show the events that a line of source caused. */
    | { readonly type: "line"; readonly file: string; readonly line: number }
    /** The debugger that replays the trace is at this event, or somebody wants to see it. */
    | { readonly type: "goTo"; readonly event: number }
    /** What did each line of source do? */
    | { readonly type: "askLineNotes" }
    | { readonly type: "do"; readonly command: PictureCommand }
    | { readonly type: "review"; readonly command: ReviewCommand };

/** From the page, beside those of its diagram. */
export type ReviewMessage =
    | { readonly type: "readyForTrace" }
    /** The page is to begin anew, with the trace as its file is now. */
    | { readonly type: "readAgain" }
    /** What is the line of each? */
    | { readonly type: "stacks"; readonly modules: readonly StackModule[]; readonly stacks: readonly StackAddresses[] }
    /** The user has changed the bookmarks. `label`: what he did, for Undo. */
    | { readonly type: "bookmark"; readonly label: string; readonly bookmarks: readonly Bookmark[] }
    /** While the trace is replayed: the user has moved the cursor to this event. */
    | { readonly type: "at"; readonly event: number }
    /** Files that the trace has with it, for those that are not there. */
    | { readonly type: "sources"; readonly sources: readonly PackedSource[] }
    /** Null: it cannot be told. */
    | { readonly type: "findings"; readonly findings: readonly Finding[] | null }
    /** To be kept for the next time. */
    | { readonly type: "archive"; readonly bytes: ArrayBuffer }
    /** The archive that was sent is of no use: the trace itself is needed. */
    | { readonly type: "archiveRefused" }
    | { readonly type: "lineNotes"; readonly files: readonly FileNotes[] }
    /** A page of the manual: "read(2)". */
    | { readonly type: "manual"; readonly page: string };
