const named: ReadonlyMap<string, string> = new Map([
    ["\n", "\\n"],
    ["\t", "\\t"],
    ["\r", "\\r"],
]);

/**
 * What a terminal obeys, or does not show: controls, line and paragraph separators, the marks that turn the direction of text
 * or are invisible (Unicode's format characters), and halves of characters.
 */
const unprintable = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

/** Text for one line of a terminal: what names and arguments may contain and nobody would see, as C escapes. */
export function printable(text: string): string {
    return text.replace(unprintable, (character) => named.get(character) ?? hexadecimalEscape(character));
}

/** JSON for one line of a terminal: the same value. */
export function printableJson(value: unknown): string {
    return JSON.stringify(value).replace(unprintable, (character) =>
        Array.from({ length: character.length }, (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, "0")}`).join(""),
    );
}

/** `\x1b`, `\u202e`, `\U000e0001`. */
export function hexadecimalEscape(character: string): string {
    const code = (character.codePointAt(0) ?? 0).toString(16);
    if (code.length > 4) return `\\U${code.padStart(8, "0")}`;
    return code.length > 2 ? `\\u${code.padStart(4, "0")}` : `\\x${code.padStart(2, "0")}`;
}
