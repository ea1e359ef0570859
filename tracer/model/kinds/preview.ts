/** What was seen in an object, for JSON and for lines of text. */
import { escapeBytes } from "../bytes";
import type { ObjectBase } from "../kernelObject";

const previewBytes = 64;

/** The first bytes with C escapes; null: nobody has looked. */
export function previewOf({ contents }: ObjectBase): string | null {
    return contents === null ? null : escapeBytes(contents.data.subarray(0, previewBytes));
}

const [rowBytes, mostRows] = [16, 4];

/** "      0000  63 6f 75 6e …  coun": up to the last byte that is not zero, four rows at most. */
export function hexLines({ contents }: ObjectBase): readonly string[] {
    if (contents === null) return [];
    const { offset, data } = contents;
    const last = data.findLastIndex((byte) => byte !== 0);
    const rows = Math.min(mostRows, Math.floor(Math.max(0, last) / rowBytes) + 1);
    return Array.from({ length: rows }, (_, row) => {
        const bytes = data.subarray(row * rowBytes, (row + 1) * rowBytes);
        const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join(" ");
        return `      ${(offset + row * rowBytes).toString(16).padStart(4, "0")}  ${hex.padEnd(3 * rowBytes)} ${plainText(bytes)}`;
    });
}

/** As hex editors show bytes: what is no printable ASCII is a dot. */
export function plainText(bytes: Uint8Array): string {
    return Array.from(bytes, (byte) => (byte > 31 && byte < 127 ? String.fromCharCode(byte) : "·")).join("");
}
