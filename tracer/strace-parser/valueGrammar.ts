/**
 * The grammar of arguments:
 *
 *     value   := operand (operator operand)* [("=>" | "->") value]
 *     operand := ["~" | "!" | "&" | "@"] (number | text | name ["(" values ")"] | "{" items "}" | "[" items "]" | "..." | "?")
 *     item    := [name "="] value
 */
import { Cursor, isDigit, isWordCode, Nonsense } from "./cursor";
import { interned, nextHash } from "./internedWords";
import { negative, unsignedNumber } from "./numbers";
import type { Value } from "./value";

/** Deeper structures than the kernel has are damage. */
const deepest = 64;

const code = {
    space: 32,
    bang: 33,
    quote: 34,
    ampersand: 38,
    open: 40,
    close: 41,
    star: 42,
    plus: 43,
    comma: 44,
    minus: 45,
    dot: 46,
    slash: 47,
    less: 60,
    equals: 61,
    greater: 62,
    question: 63,
    at: 64,
    openBracket: 91,
    backslash: 92,
    closeBracket: 93,
    letterO: 111,
    openBrace: 123,
    bar: 124,
    closeBrace: 125,
    tilde: 126,
} as const;

const omitted: Value = { is: "omitted" };

/** `read(3,  <unfinished ...>) = ?` */
const neverReturned = "<unfinished ...>)";

/** Values up to the code that ends them, which stays; with a comma or, in a list or structure, a space between them. */
export function values(cursor: Cursor, end: number, depth = 0): Value[] {
    const items: Value[] = [];
    for (;;) {
        cursor.spaces();
        if (endsAt(cursor, end)) return items;
        if (end === code.close && cursor.code === code.less && cursor.startsWith(neverReturned)) {
            cursor.at += neverReturned.length - 1;
            return items;
        }
        items.push(item(cursor, depth));
        cursor.spaces();
        if (!cursor.takeCode(code.comma) && end === code.close && !endsAt(cursor, end)) {
            cursor.fail("a comma is missing between two values");
        }
    }
}

function endsAt(cursor: Cursor, end: number): boolean {
    return cursor.ended || cursor.code === end;
}

function item(cursor: Cursor, depth: number): Value {
    if (depth > deepest) cursor.fail("it is nested too deeply");
    const value = joined(cursor, depth);
    const here = cursor.code;
    if (here === code.equals && (value.is === "name" || value.is === "list")) {
        cursor.at++;
        return { is: "named", name: value.is === "name" ? value.name : "[]", value: item(cursor, depth + 1) };
    }
    return value;
}

function joined(cursor: Cursor, depth: number): Value {
    let value = operand(cursor, depth);
    for (;;) {
        const operator = operatorAt(cursor);
        if (operator === "") return value;
        cursor.spaces();
        cursor.at += operator.length;
        cursor.spaces();
        if (operator === "=>" || operator === "->") return { is: "changed", before: value, after: item(cursor, depth + 1) };
        value = { is: "joined", operator, left: value, right: operand(cursor, depth + 1) };
    }
}

/**
 * Behind spaces, too. Empty: there is none. Older versions write `->` for `=>`; a number may stand for `SNDCTL_TMR_START or TCSETS`.
 * Told by its first two characters, since it is asked for behind each value.
 */
function operatorAt(cursor: Cursor): string {
    const { text } = cursor;
    let at = cursor.at;
    let here = text.charCodeAt(at);
    if (here === code.comma || here === code.close) return "";
    while (here === code.space) here = text.charCodeAt(++at);
    const next = text.charCodeAt(at + 1);
    switch (here) {
        case code.bar:
            return next === code.bar ? "||" : "|";
        case code.equals:
            return next === code.greater ? "=>" : next === code.equals ? "==" : "";
        case code.star:
            return "*";
        case code.plus:
            return "+";
        case code.minus:
            return next === code.greater ? "->" : "";
        case code.ampersand:
            return next === code.ampersand ? "&&" : "";
        case code.bang:
            return next === code.equals ? "!=" : "";
        case code.less:
            return next === code.less ? "<<" : "";
        case code.letterO:
            return text.startsWith("or ", at) ? "or " : "";
        default:
            return "";
    }
}

function operand(cursor: Cursor, depth: number): Value {
    const here = cursor.code;
    if (isDigit(here)) return numberOrName(cursor);
    switch (here) {
        case code.quote:
            return text(cursor, false);
        case code.openBrace:
            return structure(cursor, depth);
        case code.openBracket:
            return list(cursor, false, depth);
        case code.minus:
            cursor.at++;
            if (!isDigit(cursor.code)) cursor.fail("a number is missing behind the minus");
            return withAbout(cursor, negative(unsignedNumber(cursor)));
        case code.tilde:
            cursor.at++;
            if (cursor.code !== code.openBracket) return operand(cursor, depth + 1);
            return list(cursor, true, depth);
        case code.at:
            cursor.at++;
            return cursor.code === code.quote ? text(cursor, true) : operand(cursor, depth + 1);
        case code.bang:
        case code.ampersand:
            cursor.at++;
            if (depth > deepest) cursor.fail("it is nested too deeply");
            return operand(cursor, depth + 1);
        case code.question:
            while (cursor.takeCode(code.question));
            return omitted;
        case code.dot:
            cursor.expect("...");
            return omitted;
        case code.slash:
            comment(cursor);
            return omitted;
        case code.less:
            return remark(cursor);
        default:
            return name(cursor, depth);
    }
}

/** `<... resuming interrupted read ...>`, `<unavailable>` */
function remark(cursor: Cursor): Value {
    if (cursor.upTo(">") === null) cursor.fail("'>' is missing");
    return omitted;
}

function name(cursor: Cursor, depth: number): Value {
    const word = cursor.word();
    if (word === "") cursor.fail("here should be a value");
    const here = cursor.code;
    if (here === code.open) {
        cursor.at++;
        const given = values(cursor, code.close, depth + 1);
        cursor.expectCode(code.close);
        return { is: "applied", name: word, arguments: given };
    }
    const described = here === code.less && cursor.text.charCodeAt(cursor.at + 1) !== code.less ? about(cursor) : null;
    commentsBehind(cursor);
    return { is: "name", name: word, about: described };
}

/** A word may begin with digits (`32_BIT`); and addresses of the kernel's own forms (`00007f…`) are numbers. */
function numberOrName(cursor: Cursor): Value {
    const begin = cursor.at;
    const value = unsignedNumber(cursor);
    if (!isWordCode(cursor.code)) return withAbout(cursor, value);
    cursor.at = begin;
    return { is: "name", name: cursor.word(), about: null };
}

function withAbout(cursor: Cursor, value: number | bigint): Value {
    const here = cursor.code;
    if (here === code.comma || here === code.close) return { is: "number", value, about: null, deleted: false, comment: null };
    const described = here === code.less && cursor.text.charCodeAt(cursor.at + 1) !== code.less ? about(cursor) : null;
    const deleted = described !== null && cursor.take("(deleted)");
    return { is: "number", value, about: described, deleted, comment: commentsBehind(cursor) };
}

/**
 * What stands in angle brackets. Those of a path are escaped, so they are in pairs, but for the arrow of a connection
 * (`TCP:[127.0.0.1:80->127.0.0.1:9]`).
 */
export function about(cursor: Cursor): string {
    const { text, end } = cursor;
    const begin = cursor.at + 1;
    let depth = 1;
    let hashed = 0;
    for (let at = begin; at < end; at++) {
        const here = text.charCodeAt(at);
        if (here === code.less) {
            depth++;
        } else if (here === code.greater && !isArrow(text, at) && --depth === 0) {
            cursor.at = at + 1;
            return interned(text, begin, at, hashed);
        }
        hashed = nextHash(hashed, here);
    }
    cursor.fail("'>' is missing");
}

function isArrow(text: string, at: number): boolean {
    if (text.charCodeAt(at - 1) !== code.minus) return false;
    const next = text.charCodeAt(at + 1);
    return isDigit(next) || next === code.openBracket;
}

/** The text of the last comment behind a value; null: there is none. */
function commentsBehind(cursor: Cursor): string | null {
    let last: string | null = null;
    while (cursor.code === code.space && cursor.text.charCodeAt(cursor.at + 1) === code.slash && cursor.startsWith(" /*")) {
        cursor.at++;
        last = comment(cursor);
    }
    return last;
}

function comment(cursor: Cursor): string {
    cursor.expect("/*");
    const text = cursor.upTo("*/");
    if (text === null) cursor.fail("a comment has no end");
    return text.trim();
}

function text(cursor: Cursor, abstract: boolean): Value {
    const { text } = cursor;
    const begin = cursor.at + 1;
    let end = text.indexOf('"', begin);
    while (end > 0 && end < cursor.end && isEscaped(text, begin, end)) end = text.indexOf('"', end + 1);
    if (end < 0 || end >= cursor.end) cursor.fail("a string has no end");
    cursor.at = end + 1;
    const cut = cursor.code === code.dot && cursor.take("...");
    commentsBehind(cursor);
    return { is: "text", raw: text.slice(begin, end), cut, abstract };
}

function isEscaped(text: string, begin: number, end: number): boolean {
    let at = end;
    while (at > begin && text.charCodeAt(at - 1) === code.backslash) at--;
    return (end - at) % 2 === 1;
}

function structure(cursor: Cursor, depth: number): Value {
    cursor.at++;
    const items = values(cursor, code.closeBrace, depth + 1);
    cursor.expectCode(code.closeBrace);
    commentsBehind(cursor);
    const cut = items.at(-1)?.is === "omitted";
    return { is: "structure", items: cut ? items.slice(0, -1) : items, cut };
}

function list(cursor: Cursor, inverted: boolean, depth: number): Value {
    cursor.at++;
    const items = values(cursor, code.closeBracket, depth + 1);
    cursor.expectCode(code.closeBracket);
    const cut = (cursor.code === code.dot && cursor.take("...")) || items.at(-1)?.is === "omitted";
    commentsBehind(cursor);
    return { is: "list", items: items.at(-1)?.is === "omitted" ? items.slice(0, -1) : items, cut, inverted };
}

/** The values of a text that is no line, such as the explanation of a result; null: it has none. */
export function valuesIn(text: string): readonly Value[] | null {
    try {
        return values(new Cursor(text), code.closeBracket);
    } catch (error) {
        if (error instanceof Nonsense) return null;
        throw error;
    }
}
