const entities: ReadonlyMap<string, string> = new Map([
    ["&", "&amp;"],
    ["<", "&lt;"],
    [">", "&gt;"],
    ['"', "&quot;"],
]);

/** A text as HTML and XML have it, also in an attribute between double quotes. */
export function escapedMarkup(text: string): string {
    return text.replace(/[&<>"]/g, (character) => entities.get(character) ?? character);
}
