/**
 * Bytes as events carry them: printable ASCII as it is, a backslash doubled, all else as C escapes of a fixed length
 * (`\n`, `\x1b`). NUL is `\0`, but `\x00` before a digit, since `\01` would be another byte.
 */
const named: ReadonlyMap<number, string> = new Map([
    [0x07, "\\a"],
    [0x08, "\\b"],
    [0x09, "\\t"],
    [0x0a, "\\n"],
    [0x0b, "\\v"],
    [0x0c, "\\f"],
    [0x0d, "\\r"],
    [0x5c, "\\\\"],
]);

const escapes: readonly string[] = Array.from(
    { length: 256 },
    (_, byte) => named.get(byte) ?? (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : `\\x${byte.toString(16).padStart(2, "0")}`),
);

function isDigit(code: number | undefined): boolean {
    return code !== undefined && code >= 0x30 && code <= 0x39;
}

const plain: readonly boolean[] = escapes.map((escape) => escape.length === 1);
const ascii = new TextDecoder();

/** Long runs of plain text, the usual case, are taken as a whole. */
export function escapeBytes(bytes: Uint8Array): string {
    const longRun = 24;
    let text = "";
    for (let index = 0; index < bytes.length; index++) {
        let end = index;
        while (end < bytes.length && plain[bytes[end] ?? 0] === true) end++;
        if (end - index >= longRun) text += ascii.decode(bytes.subarray(index, end));
        else for (let each = index; each < end; each++) text += escapes[bytes[each] ?? 0];
        index = end;
        const byte = bytes[end];
        if (byte !== undefined) text += byte === 0 && !isDigit(bytes[end + 1]) ? "\\0" : escapes[byte];
    }
    return text;
}

const backslash = 0x5c;
const letterX = 0x78;

/** How many characters the byte at `index` takes. */
function widthAt(text: string, index: number): number {
    if (text.charCodeAt(index) !== backslash) return 1;
    return text.charCodeAt(index + 1) === letterX ? 4 : 2;
}

export function countBytes(text: string): number {
    if (!text.includes("\\")) return text.length;
    let count = 0;
    for (let index = 0; index < text.length; index += widthAt(text, index)) count++;
    return count;
}

/** The first `count` bytes and the rest. */
export function splitBytes(text: string, count: number): readonly [string, string] {
    let index = 0;
    for (let bytes = 0; bytes < count && index < text.length; bytes++) index += widthAt(text, index);
    return [text.slice(0, index), text.slice(index)];
}

/** One text after another, with a NUL at the seam written as its successor demands. */
export function joinBytes(first: string, second: string): string {
    if (isDigit(second.charCodeAt(0)) && first.endsWith("\\0") && lastIsNul(first)) return `${first.slice(0, -2)}\\x00${second}`;
    return first + second;
}

/** Of a text that ends in `\0`: whether that is a NUL, and not a backslash byte before the digit 0. */
function lastIsNul(text: string): boolean {
    let backslashes = 0;
    for (let index = text.length - 2; index >= 0 && text.charCodeAt(index) === backslash; index--) backslashes++;
    return backslashes % 2 === 1;
}

/** How many bytes two texts have in common at their beginnings. */
export function commonBytes(a: string, b: string): number {
    let count = 0;
    let i = 0;
    let j = 0;
    while (i < a.length && j < b.length) {
        const widthA = widthAt(a, i);
        const widthB = widthAt(b, j);
        if (canonical(a, i, widthA) !== canonical(b, j, widthB)) return count;
        count++;
        i += widthA;
        j += widthB;
    }
    return count;
}

function canonical(text: string, index: number, width: number): string {
    if (width === 1) return text.charAt(index);
    const byte = text.slice(index, index + width);
    return byte === "\\0" ? "\\x00" : byte;
}
