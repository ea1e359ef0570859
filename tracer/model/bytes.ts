/** Bytes that programs move, and how they are written where text is wanted: in JSON, on a terminal, on a card. */

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

/**
 * Printable ASCII as it is, a backslash doubled, all else as C escapes of a fixed length (`\n`, `\x1b`). NUL is `\0`, but
 * `\x00` before a digit, since `\01` would be another byte.
 */
export function escapeBytes(bytes: Uint8Array): string {
    const pieceLength = 1 << 14;
    const pieces: string[] = [];
    for (let start = 0; start < bytes.length; start += pieceLength) {
        pieces.push(escapePiece(bytes, start, Math.min(bytes.length, start + pieceLength)));
    }
    return pieces.join("");
}

function escapePiece(bytes: Uint8Array, start: number, limit: number): string {
    const longRun = 24;
    let text = "";
    for (let index = start; index < limit; index++) {
        let end = index;
        while (end < limit && plain[bytes[end] ?? 0] === true) end++;
        if (end - index >= longRun) text += ascii.decode(bytes.subarray(index, end));
        else for (let each = index; each < end; each++) text += escapes[bytes[each] ?? 0] ?? "";
        index = end;
        const byte = end < limit ? bytes[end] : undefined;
        if (byte !== undefined) text += byte === 0 && !isDigit(bytes[end + 1]) ? "\\0" : (escapes[byte] ?? "");
    }
    return text;
}

/** How many bytes two runs have in common at their beginnings. */
export function commonBytes(one: Uint8Array, other: Uint8Array): number {
    const length = Math.min(one.length, other.length);
    let count = 0;
    while (count < length && one[count] === other[count]) count++;
    return count;
}

export function joinBytes(first: Uint8Array, second: Uint8Array): Uint8Array {
    const result = new Uint8Array(first.length + second.length);
    result.set(first);
    result.set(second, first.length);
    return result;
}

/** What is left without the first `length` bytes; null when nothing is. */
export function withoutFirst(bytes: Uint8Array | null, length: number): Uint8Array | null {
    return bytes === null || bytes.length <= length ? null : bytes.subarray(length);
}
