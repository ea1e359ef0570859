/** The innermost frame of the call's stack that has a line in the user's code. */
export interface SourceLocation {
    readonly file: string;
    readonly line: number;
    /** Null: not known. */
    readonly function: string | null;
}
