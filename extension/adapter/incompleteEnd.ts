/** How many bytes at the end begin a character of UTF-8 of which the rest is missing: 0 to 3. */
export function incompleteEnd(bytes: Uint8Array): number {
    for (let length = 1; length <= Math.min(3, bytes.length); length++) {
        const byte = bytes[bytes.length - length] ?? 0;
        const isContinuation = (byte & 0xc0) === 0x80;
        if (!isContinuation) return characterLength(byte) > length ? length : 0;
    }
    return 0;
}

/** By its first byte (utf-8(7)). */
function characterLength(first: number): number {
    if (first >= 0xf0 && first < 0xf8) return 4;
    if (first >= 0xe0) return first < 0xf0 ? 3 : 1;
    return first >= 0xc0 ? 2 : 1;
}
