/** Events of ours beside those of the Debug Adapter Protocol, for the extension. Other clients ignore them. */

import type { MemoryWatch } from "./customRequests";
import type { ProcessAddress } from "./processAddress";

/** A trace has begun; it grows while the programs run. Body of `ipcscope.trace`. */
export interface TraceBegun {
    readonly path: string;
    /** What is being run, for a person. */
    readonly title: string;
}

/** Positions count from 1. `column` 0: unknown. */
export interface CompilerDiagnostic {
    readonly file: string;
    readonly line: number;
    readonly column: number;
    readonly severity: "error" | "warning" | "note";
    readonly message: string;
}

/** What the compiler said about a program; replaces what it said before. Body of `ipcscope.diagnostics`. */
export interface CompilerSpoke {
    /** The file that was compiled. */
    readonly source: string;
    readonly diagnostics: readonly CompilerDiagnostic[];
}

/** The process has executed another program, is frozen or no longer so. Body of `ipcscope.renamed`, from the process's session. */
export interface SessionRenamed {
    readonly name: string;
}

/** A process is to get a session. Body of `ipcscope.process`, to an extension that opens sessions itself; answered by `ipcscope.sessionOpened`. */
export interface SessionWanted extends ProcessAddress {
    /** What the session is to be called. */
    readonly name: string;
    /** The file that is replayed; absent: the process runs. */
    readonly trace?: string;
}

/** A Node process waits for a debugger. Body of `ipcscope.inspector`. */
export interface InspectorOpened {
    readonly pid: number;
    /** "p1"; null: not known. */
    readonly process: string | null;
    /** "ws://127.0.0.1:43711/…" */
    readonly url: string;
}

/** A sentence that the user should not miss. Body of `ipcscope.message`. */
export interface ImportantMessage {
    readonly severity: "error" | "warning";
    readonly text: string;
}

/** A part of a value in memory. `offset` and `size` in bytes. */
export interface MemoryField {
    /** "head", "items[0].price"; empty: the value is one number. */
    readonly name: string;
    readonly offset: number;
    /** Of each of `count` that follow each other. */
    readonly size: number;
    readonly count: number;
    /** `opaque`: the C library's alone, such as a mutex. */
    readonly form: "signed" | "unsigned" | "float" | "pointer" | "text" | "opaque";
}

/** A variable of a process that stands still leads into memory that others may have, too. Body of `ipcscope.memory`, from that process's session. */
export interface MemorySeen {
    readonly pid: number;
    /** Where it leads, hexadecimal. */
    readonly address: string;
    readonly variable: string;
    /** What it leads to: "struct ring". */
    readonly type: string;
    /** The first of them. */
    readonly fields: readonly MemoryField[];
}

/** The cursor of a replayed trace is at an event. Body of `ipcscope.moment`. */
export interface MomentShown {
    /** The file, absolute. */
    readonly trace: string;
    /** seq */
    readonly event: number;
    /** The client had asked for it (`ipcscope.goToMoment`). */
    readonly asked: boolean;
    /** Lines of the programs are known, which the debugger shows. */
    readonly lines: boolean;
}

export interface CustomEventBodies {
    readonly "ipcscope.trace": TraceBegun;
    readonly "ipcscope.diagnostics": CompilerSpoke;
    readonly "ipcscope.renamed": SessionRenamed;
    readonly "ipcscope.process": SessionWanted;
    readonly "ipcscope.inspector": InspectorOpened;
    /** Node is what is launched: a process will wait for a debugger. */
    readonly "ipcscope.nodeExpected": Readonly<Record<string, never>>;
    readonly "ipcscope.message": ImportantMessage;
    readonly "ipcscope.memory": MemorySeen;
    readonly "ipcscope.moment": MomentShown;
    /** Whether each access to shared memory is recorded: when the programs are started, and when that has changed. */
    readonly "ipcscope.watching": MemoryWatch;
}

export type CustomEventName = keyof CustomEventBodies;
