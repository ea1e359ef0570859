/** Numbers as strace writes them: decimal, hexadecimal with 0x, octal with a leading 0. */
import { isDigit, type Cursor } from "./cursor";

/** The cursor is on a digit. A word that only begins with digits is no number, and fails. */
export function unsignedNumber(cursor: Cursor): number | bigint {
    const { text } = cursor;
    const begin = cursor.at;
    if (text.charCodeAt(begin) === zero && (text.charCodeAt(begin + 1) | lowerCase) === letterX) return hexadecimal(cursor);
    let value = 0;
    let code = text.charCodeAt(cursor.at);
    while (isDigit(code)) {
        value = value * 10 + (code - zero);
        code = text.charCodeAt(++cursor.at);
    }
    if (text.charCodeAt(begin) === zero && cursor.at > begin + 1) return octal(cursor, begin);
    return value <= Number.MAX_SAFE_INTEGER ? value : BigInt(text.slice(begin, cursor.at));
}

export function negative(value: number | bigint): number | bigint {
    return typeof value === "bigint" ? -value : value === 0 ? 0 : -value;
}

/** A time, in parts: `1795693922.314980` has 314980000 nanoseconds. */
export function fraction(cursor: Cursor): number {
    const begin = cursor.at;
    let value = 0;
    let digits = 0;
    for (; digits < fractionDigits && isDigit(cursor.code); digits++) value = value * 10 + cursor.text.charCodeAt(cursor.at++) - zero;
    while (isDigit(cursor.code)) cursor.at++;
    return cursor.at === begin ? 0 : value * (powersOfTen[fractionDigits - digits] ?? 1);
}

const [zero, letterX, lowerCase] = [48, 120, 32];
const fractionDigits = 9;
const powersOfTen = Array.from({ length: fractionDigits + 1 }, (_, power) => 10 ** power);
/** With so few digits it is exact as a number. */
const [safeHexadecimalDigits, safeOctalDigits] = [13, 17];

function hexadecimal(cursor: Cursor): number | bigint {
    const { text } = cursor;
    cursor.at += 2;
    const begin = cursor.at;
    let value = 0;
    for (;;) {
        const digit = hexadecimalDigit(text.charCodeAt(cursor.at));
        if (digit < 0) break;
        value = value * 16 + digit;
        cursor.at++;
    }
    const length = cursor.at - begin;
    if (length === 0) cursor.fail("a hexadecimal number has no digits");
    return length <= safeHexadecimalDigits ? value : exactly(BigInt(`0x${text.slice(begin, cursor.at)}`));
}

/** The digits from `begin` to the cursor. */
function octal(cursor: Cursor, begin: number): number | bigint {
    const { text, at: end } = cursor;
    let value = 0;
    for (let at = begin; at < end; at++) {
        const digit = text.charCodeAt(at) - zero;
        if (digit > 7) cursor.fail("an octal number has a digit that is none");
        value = value * 8 + digit;
    }
    return end - begin <= safeOctalDigits ? value : exactly(BigInt(`0o${text.slice(begin, end)}`));
}

function exactly(value: bigint): number | bigint {
    return value <= BigInt(Number.MAX_SAFE_INTEGER) ? Number(value) : value;
}

/** -1: none. */
export function hexadecimalDigit(code: number): number {
    if (code >= 48 && code <= 57) return code - 48;
    const lower = code | lowerCase;
    return lower >= 97 && lower <= 102 ? lower - 87 : -1;
}
