/** The mend of an end that is kept open: the close that is missing, in the words of the program. */
import type { MissingClose } from "../../tracer/diagnosis/finding";

export interface Insertion {
    /** From 0: the text comes before this line. */
    readonly line: number;
    readonly text: string;
}

/** Null: the program's text does not say for sure how it names the descriptor, or whether a statement may stand there. */
export function missingClose(text: readonly string[], { before, made, end }: MissingClose): Insertion | null {
    if (made.file !== before.file || made.function !== before.function) return null;
    const name = /\bpipe2?\s*\(\s*([A-Za-z_]\w*)\s*[,)]/.exec(text[made.line - 1] ?? "")?.[1];
    const waiting = text[before.line - 1];
    const previous = text.slice(0, before.line - 1).findLast((line) => line.trim() !== "");
    if (name === undefined || waiting === undefined || previous === undefined || !/([;{}]|\*\/)\s*$/.test(previous)) return null;
    const indentation = /^\s*/.exec(waiting)?.[0] ?? "";
    return { line: before.line - 1, text: `${indentation}close(${name}[${end === "write" ? 1 : 0}]);\n` };
}
