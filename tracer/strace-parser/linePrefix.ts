/** What stands before a call: process, times, number of the call, instruction pointer. */
import { isDigit, type Cursor } from "./cursor";
import { fraction } from "./numbers";
import { about } from "./valueGrammar";
import type { LogTime, Prefix } from "./logLine";
import { textOf } from "./textBytes";

const [space, open, dot, colon, less, openBracket] = [32, 40, 46, 58, 60, 91];
/** PID_MAX_LIMIT: pid_max is at most that (proc(5)). */
const greatestPid = 2 ** 22;
/** Since the epoch there are so many digits before the point, and never in a difference. */
const epochDigits = 9;

type Parts = { -readonly [K in keyof Prefix]: Prefix[K] };

/** The cursor comes to stand before the call, or what else there is. */
export function linePrefix(cursor: Cursor, line: number): Prefix {
    const parts: Parts = { line, pid: null, comm: null, time: null, sinceLast: null, number: null, instruction: null };
    for (let more = true; more;) {
        cursor.spaces();
        const here = cursor.code;
        more = isDigit(here)
            ? numeric(cursor, parts)
            : here === openBracket
              ? bracketed(cursor, parts)
              : here === open && difference(cursor, parts);
    }
    return parts;
}

/** `3762 `, `3762<sh> `, `11:52:02.7 `, `1795693922.3 `, `0.000123 ` */
function numeric(cursor: Cursor, parts: Parts): boolean {
    const begin = cursor.at;
    const digits = cursor.digits();
    const next = cursor.code;
    if (next === colon) {
        parts.time = clock(cursor, Number(digits));
    } else if (next === dot) {
        cursor.at++;
        const nanoseconds = fraction(cursor);
        const seconds = Number(digits);
        if (digits.length >= epochDigits) parts.time = { seconds, nanoseconds, since: "epoch" };
        else parts.sinceLast = seconds + nanoseconds / 1e9;
    } else if ((next === less || (next === space && digits.length < epochDigits)) && parts.pid === null && parts.time === null) {
        parts.pid = processNumber(cursor, digits);
        if (next === less) parts.comm = textOf(about(cursor));
    } else if (next === space && digits.length >= epochDigits && parts.time === null) {
        parts.time = { seconds: Number(digits), nanoseconds: 0, since: "epoch" };
    } else {
        cursor.at = begin;
        return false;
    }
    return true;
}

/** The cursor is behind the digits. */
function processNumber(cursor: Cursor, digits: string): number {
    const pid = Number(digits);
    if (digits === "" || pid > greatestPid) cursor.fail("it is not the number of a process");
    return pid;
}

/** `11:52:02`, with or without parts of a second; the hour is read. */
function clock(cursor: Cursor, hours: number): LogTime {
    cursor.expect(":");
    const minutes = Number(cursor.digits());
    cursor.expect(":");
    const seconds = 3600 * hours + 60 * minutes + Number(cursor.digits());
    return { seconds, nanoseconds: cursor.takeCode(dot) ? fraction(cursor) : 0, since: "midnight" };
}

/** `(+     0.000123)` */
function difference(cursor: Cursor, parts: Parts): boolean {
    if (!cursor.take("(+")) return false;
    cursor.spaces();
    const seconds = Number(cursor.digits());
    cursor.expect(".");
    parts.sinceLast = seconds + fraction(cursor) / 1e9;
    cursor.expect(")");
    return true;
}

/** `[pid 12] `, `[pid 12<sh>] `, `[ 257] `, `[00007f4e] ` */
function bracketed(cursor: Cursor, parts: Parts): boolean {
    const begin = cursor.at++;
    if (cursor.take("pid ")) {
        cursor.spaces();
        parts.pid = processNumber(cursor, cursor.digits());
        if (cursor.code === less) parts.comm = textOf(about(cursor));
        cursor.expect("]");
        return true;
    }
    cursor.spaces();
    const word = cursor.word();
    const ended = cursor.take("] ");
    if (ended && word.length <= 4 && /^\d+$/.test(word)) {
        parts.number = Number(word);
    } else if (ended && /^[0-9a-f]{8,16}$/.test(word)) {
        parts.instruction = word;
    } else if (/^\?+\] /.test(cursor.text.slice(cursor.at, cursor.at + 20))) {
        cursor.at = cursor.text.indexOf("]", cursor.at) + 1;
    } else {
        cursor.at = begin;
        return false;
    }
    return true;
}
