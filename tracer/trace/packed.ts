/** What `ipcscope pack` puts into a trace, so that it can be looked at where its programs and their sources are not. */
/** One function in a stack. */
export interface PackedPlace {
    readonly function: string | null;
    readonly file: string | null;
    readonly line: number;
    /** The name of the executable or library. */
    readonly module: string;
}

/** A variable, or a part of one: "table.forks[2]", "pthread_mutex_t". */
export interface PackedVariable {
    readonly name: string;
    readonly type: string | null;
}

/** What was found of a stack's lines. */
export interface PackedStack {
    readonly id: number;
    /** The innermost place in the user's code. */
    readonly source: { readonly file: string; readonly line: number; readonly function: string | null } | null;
    /** The function of the C library that was called. */
    readonly library: string | null;
    /** What lies there, where it is a place in memory and no stack. */
    readonly variable: PackedVariable | null;
    /** No function of the program stands on it. */
    readonly ofRuntime?: true;
    /** The innermost first. */
    readonly places: readonly PackedPlace[];
}

export interface LinesRecord {
    readonly type: "lines";
    readonly stacks: readonly PackedStack[];
}

/** A file that stacks name. */
export interface SourceRecord {
    readonly type: "source";
    readonly path: string;
    readonly text: string;
}

/** Where the trace was packed: "system" is "Debian GNU/Linux 12 (bookworm)", "kernel" is "6.1.0-18-amd64". */
export interface EnvironmentRecord {
    readonly type: "environment";
    readonly facts: ReadonlyMap<string, string>;
}

export type PackedRecord = LinesRecord | SourceRecord | EnvironmentRecord;
