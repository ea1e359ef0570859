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
/** Until the year 33658. */
const mostDigits = 12;

type Parts = { -readonly [K in keyof Prefix]: Prefix[K] };

/** The cursor comes to stand before the call, or what else there is. `pid`: of the thread whose log it is, unless the line names another. */
export function linePrefix(cursor: Cursor, line: number, pid: number | null): Prefix {
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
    parts.pid ??= pid;
    return parts;
}

/** `3762 `, `3762<sh> `, `11:52:02.7 `, `1795693922.3 `, `0.000123 ` */
function numeric(cursor: Cursor, parts: Parts): boolean {
    const begin = cursor.at;
    const value = cursor.decimal();
    const digits = cursor.at - begin;
    const next = cursor.code;
    if (digits > mostDigits) cursor.fail("it is neither the number of a process nor a time");
    if (next === colon) {
        parts.time = clock(cursor, value);
    } else if (next === dot) {
        cursor.at++;
        const nanoseconds = fraction(cursor);
        if (digits >= epochDigits) parts.time = { seconds: value, nanoseconds, since: "epoch" };
        else parts.sinceLast = value + nanoseconds / 1e9;
    } else if ((next === less || (next === space && digits < epochDigits)) && parts.pid === null && parts.time === null) {
        parts.pid = processNumber(cursor, value, digits);
        if (next === less) parts.comm = textOf(about(cursor));
    } else if (next === space && digits >= epochDigits && parts.time === null) {
        parts.time = { seconds: value, nanoseconds: 0, since: "epoch" };
    } else {
        cursor.at = begin;
        return false;
    }
    return true;
}

/** The cursor is behind the digits. */
function processNumber(cursor: Cursor, pid: number, digits: number): number {
    if (digits === 0 || pid > greatestPid) cursor.fail("it is not the number of a process");
    return pid;
}

/** `11:52:02`, with or without parts of a second; the hour is read. */
function clock(cursor: Cursor, hours: number): LogTime {
    cursor.expect(":");
    const minutes = cursor.decimal();
    cursor.expect(":");
    const seconds = 3600 * hours + 60 * minutes + cursor.decimal();
    return { seconds, nanoseconds: cursor.takeCode(dot) ? fraction(cursor) : 0, since: "midnight" };
}

/** `(+     0.000123)` */
function difference(cursor: Cursor, parts: Parts): boolean {
    if (!cursor.take("(+")) return false;
    cursor.spaces();
    const seconds = cursor.decimal();
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
        const digitsBegin = cursor.at;
        parts.pid = processNumber(cursor, cursor.decimal(), cursor.at - digitsBegin);
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
    } else if (/^\?+\] /.test(cursor.text.slice(cursor.at, Math.min(cursor.at + 20, cursor.end)))) {
        cursor.upTo("]");
    } else {
        cursor.at = begin;
        return false;
    }
    return true;
}
