/** `read(3, "abc", 3) = 3 <0.000012>` */
import { isDigit, type Cursor } from "./cursor";
import type { CallLine, Prefix, Result, UnfinishedLine } from "./logLine";
import { negative, unsignedNumber } from "./numbers";
import { Nonsense } from "./cursor";
import type { Value } from "./value";
import { about, values } from "./valueGrammar";

const [space, open, close, minus, less, equals, question, letterE, letterU] = [32, 40, 41, 45, 60, 61, 63, 69, 117];

/** The cursor is on the name of the call. */
export function callLine(cursor: Cursor, prefix: Prefix, resumed: boolean): CallLine {
    return restOfCall(cursor, prefix, { name: callName(cursor), arguments: [], resumed });
}

interface BeginningOfCall {
    readonly name: string;
    /** Those before the cursor. */
    readonly arguments: readonly Value[];
    readonly resumed: boolean;
}

/** The cursor is where the next argument, or their end, would be. */
export function restOfCall(cursor: Cursor, prefix: Prefix, { name, arguments: before, resumed }: BeginningOfCall): CallLine {
    const rest = values(cursor, close);
    const given = before.length === 0 ? rest : [...before, ...rest];
    cursor.expectCode(close);
    cursor.spaces();
    cursor.expectCode(equals);
    cursor.spaces();
    const value = resultValue(cursor);
    const described = cursor.code === less && cursor.text.charCodeAt(cursor.at + 1) !== letterU ? about(cursor) : null;
    if (cursor.code === open) cursor.take("(deleted)");
    const error = errorName(cursor);
    const { explanation, duration } = behindResult(cursor);
    const result: Result = { value, about: described, error, explanation };
    return { kind: "call", prefix, name, arguments: given, result, duration, resumed };
}

/** The cursor is on the name; `text` ends before the remark that it is unfinished. */
export function unfinishedLine(cursor: Cursor, prefix: Prefix, detached: boolean): UnfinishedLine {
    const name = callName(cursor);
    return { kind: "unfinished", prefix, name, arguments: knownArguments(cursor), detached };
}

/** Of a call that was interrupted in the middle of a structure: none. */
function knownArguments(cursor: Cursor): readonly Value[] {
    try {
        return values(cursor, close);
    } catch (error) {
        if (error instanceof Nonsense && cursor.ended) return [];
        throw error;
    }
}

/** Of a call that strace does not know, or could not find out, it is question marks, or a number. */
function callName(cursor: Cursor): string {
    const begin = cursor.at;
    const name = cursor.code === question ? questionMarks(cursor) : cursor.word();
    if (name === "" || !cursor.takeCode(open)) {
        cursor.at = begin;
        cursor.fail("it is neither a call nor anything else that strace writes");
    }
    return name;
}

function questionMarks(cursor: Cursor): string {
    const begin = cursor.at;
    while (cursor.takeCode(question));
    return cursor.text.slice(begin, cursor.at);
}

function resultValue(cursor: Cursor): number | bigint | null {
    if (cursor.takeCode(question)) return null;
    const isNegative = cursor.takeCode(minus);
    if (!isDigit(cursor.code)) cursor.fail("the result is missing");
    const value = unsignedNumber(cursor);
    return isNegative ? negative(value) : value;
}

function errorName(cursor: Cursor): string | null {
    if (cursor.code !== space || cursor.text.charCodeAt(cursor.at + 1) !== letterE) return null;
    cursor.at++;
    return cursor.word();
}

interface BehindResult {
    readonly explanation: string | null;
    readonly duration: number | null;
}

const nothingBehind: BehindResult = { explanation: null, duration: null };

/** The cursor is at the end of the line afterwards. */
function behindResult(cursor: Cursor): BehindResult {
    if (cursor.ended) return nothingBehind;
    let rest = cursor.rest().trim();
    let duration: number | null = null;
    if (rest.endsWith(">")) {
        const begin = rest.lastIndexOf("<");
        const seconds = rest.slice(begin + 1, -1);
        if (begin >= 0 && /^\d+\.\d+$/.test(seconds)) duration = Number(seconds);
        if (begin >= 0) rest = rest.slice(0, begin).trimEnd();
    }
    const explained = rest.startsWith("(") && rest.endsWith(")");
    if (!explained && rest !== "" && !rest.startsWith("/*")) cursor.fail("behind the result stands what is no part of it");
    return { explanation: explained ? rest.slice(1, -1) : null, duration };
}
