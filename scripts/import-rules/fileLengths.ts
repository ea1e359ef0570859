export interface SourceText {
    /** Path from the root. */
    readonly name: string;
    readonly text: string;
}

/** A longer file has more than one idea. */
const mostLines = 300;

/** One sentence for each file that is too long. */
export function tooLong(files: readonly SourceText[]): string[] {
    return files
        .map(({ name, text }) => ({ name, lines: text.split("\n").length - (text.endsWith("\n") ? 1 : 0) }))
        .filter(({ lines }) => lines > mostLines)
        .map(({ name, lines }) => `${name} has ${lines} lines, more than ${mostLines}`);
}
