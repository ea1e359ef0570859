/** A command as a person would type it; arguments with spaces or quotes stand in quotes. */
export function commandText(program: string, words: readonly string[]): string {
    const all = words.length > 0 ? words : [program];
    return all.map((word) => (/^[\w@%+=:,./~^-]+$/.test(word) ? word : `'${word.replaceAll("'", `'\\''`)}'`)).join(" ");
}
