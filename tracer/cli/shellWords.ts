import { usageError } from "./commandError";

/** The program and arguments of `--also`: splits a text into words as a POSIX shell does, without any expansion: blanks, quotes and backslashes. */
export function shellWords(text: string): string[] {
    const words: string[] = [];
    let word: string | undefined;
    let quote: "'" | '"' | undefined;
    for (let index = 0; index < text.length; index++) {
        const character = text.charAt(index);
        if (quote === "'") {
            if (character === "'") quote = undefined;
            else word = (word ?? "") + character;
        } else if (character === "\\") {
            const next = text.charAt(++index);
            if (next === "") throw usageError(`nothing follows the last backslash of --also '${text}'.`);
            // Between double quotes a backslash keeps its meaning before these only.
            const kept = quote === '"' && !'$`"\\'.includes(next);
            word = (word ?? "") + (kept ? "\\" : "") + next;
        } else if (quote === '"') {
            if (character === '"') quote = undefined;
            else word = (word ?? "") + character;
        } else if (character === "'" || character === '"') {
            quote = character;
            word ??= "";
        } else if (/\s/.test(character)) {
            if (word !== undefined) words.push(word);
            word = undefined;
        } else {
            word = (word ?? "") + character;
        }
    }
    if (quote !== undefined) throw usageError(`a quote is not closed in --also '${text}'.`);
    if (word !== undefined) words.push(word);
    return words;
}
