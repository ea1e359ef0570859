/** Bytes as a dump: offset, hexadecimal digits, text. */

export interface HexLine {
    readonly offset: string;
    readonly hex: readonly string[];
    readonly text: string;
}

export function hexLines(bytes: Uint8Array, width: number, most: number): readonly HexLine[] {
    const lines: HexLine[] = [];
    for (let from = 0; from < bytes.length && lines.length < most; from += width) {
        const part = bytes.subarray(from, from + width);
        lines.push({
            offset: from.toString(16).padStart(4, "0"),
            hex: Array.from(part, (byte) => byte.toString(16).padStart(2, "0")),
            text: Array.from(part, (byte) => (byte >= 0x20 && byte < 0x7f ? String.fromCharCode(byte) : "·")).join(""),
        });
    }
    return lines;
}
