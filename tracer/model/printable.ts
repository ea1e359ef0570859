const named: ReadonlyMap<string, string> = new Map([
    ["\n", "\\n"],
    ["\t", "\\t"],
    ["\r", "\\r"],
]);

/**
 * Text for one line of a terminal: control characters and marks that turn the direction of text, which names and arguments
 * may contain, as C escapes.
 */
export function printable(text: string): string {
    return text.replace(
        /[\x00-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069]/g,
        (character) => named.get(character) ?? hexadecimalEscape(character),
    );
}

/** `\x1b`, `\u202e`. */
export function hexadecimalEscape(character: string): string {
    const code = character.charCodeAt(0).toString(16);
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
