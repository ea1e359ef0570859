const named: ReadonlyMap<string, string> = new Map([
    ["\n", "\\n"],
    ["\t", "\\t"],
    ["\r", "\\r"],
]);

/** Text for one line of a terminal: control characters, which names and arguments may contain, as C escapes. */
export function printable(text: string): string {
    return text.replace(/[\x00-\x1f\x7f-\x9f\u2028\u2029]/g, (character) => named.get(character) ?? hexadecimalEscape(character));
}

/** `\x1b`, `\u202e`. */
export function hexadecimalEscape(character: string): string {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
