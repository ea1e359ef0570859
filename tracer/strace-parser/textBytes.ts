/** The bytes that a quoted string of a log stands for. */
import { hash, interned } from "./internedWords";
import { hexadecimalDigit } from "./numbers";

const simple: ReadonlyMap<string, number> = new Map([
    ["n", 10],
    ["t", 9],
    ["r", 13],
    ["v", 11],
    ["f", 12],
    ["a", 7],
    ["b", 8],
    ["e", 27],
]);
const [backslash, firstBeyondAscii] = [92, 128];
/** Longer texts without escapes are copied at once. */
const copiedByHand = 64;

/** C escapes: octal with at most three digits, hexadecimal with two (-x, -xx). All other characters are their own bytes. */
export function textBytes(raw: string): Uint8Array {
    if (raw.length > copiedByHand && !raw.includes("\\")) return Buffer.from(raw, "latin1");
    const bytes = new Uint8Array(raw.length);
    let length = 0;
    for (let at = 0; at < raw.length;) {
        const code = raw.charCodeAt(at++);
        if (code !== backslash) {
            bytes[length++] = code;
            continue;
        }
        const next = raw.charCodeAt(at);
        if (next === 120) {
            bytes[length++] =
                16 * Math.max(0, hexadecimalDigit(raw.charCodeAt(at + 1))) + Math.max(0, hexadecimalDigit(raw.charCodeAt(at + 2)));
            at += 3;
        } else if (isOctal(next)) {
            let value = 0;
            for (const end = at + 3; at < end && isOctal(raw.charCodeAt(at)); at++) value = value * 8 + (raw.charCodeAt(at) - 48);
            bytes[length++] = value;
        } else {
            if (at < raw.length) bytes[length++] = simple.get(raw.charAt(at)) ?? next;
            at++;
        }
    }
    return length < bytes.length ? bytes.subarray(0, length) : bytes;
}

/** As text, of names and paths. */
export function textOf(raw: string): string {
    if (isPlain(raw)) return interned(raw, 0, raw.length, hash(raw, 0, raw.length));
    return utf8.decode(textBytes(raw));
}

const utf8 = new TextDecoder();

function isPlain(raw: string): boolean {
    for (let at = 0; at < raw.length; at++) {
        const code = raw.charCodeAt(at);
        if (code === backslash || code >= firstBeyondAscii) return false;
    }
    return true;
}

function isOctal(code: number): boolean {
    return code >= 48 && code <= 55;
}
