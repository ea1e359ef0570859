/** The words of logs are few, and each stands in many lines: one string for each, which does not keep the text in which it was found. */

const places = 4096;
const words: string[] = Array.from({ length: places }, () => "");

/** Longer words are seldom, and none that a log repeats. */
const longest = 64;

/** Of the part of a text, one character more. */
export function nextHash(before: number, code: number): number {
    return (Math.imul(before, 31) + code) | 0;
}

/** Of a part of a text. */
export function hash(text: string, begin: number, end: number): number {
    let value = 0;
    for (let at = begin; at < end; at++) value = nextHash(value, text.charCodeAt(at));
    return value;
}

/** The part of a text, with its hash. */
export function interned(text: string, begin: number, end: number, hashed: number): string {
    const place = (hashed ^ (hashed >>> 12)) & (places - 1);
    const known = words[place] ?? "";
    if (isPart(known, text, begin, end)) return known;
    const word = text.slice(begin, end);
    if (word.length > longest) return word;
    const own = asKey(ownText(word));
    words[place] = own;
    return own;
}

/** The same text, as the names of properties are kept: two of those are compared without looking at their characters. */
function asKey(text: string): string {
    const [key = text] = Object.keys({ [text]: null });
    return key;
}

/** The same text; a slice of a long one would keep all of that. */
export function ownText(text: string): string {
    return Buffer.from(text, "latin1").toString("latin1");
}

function isPart(word: string, text: string, begin: number, end: number): boolean {
    const length = end - begin;
    if (word.length !== length) return false;
    for (let index = 0; index < length; index++) if (word.charCodeAt(index) !== text.charCodeAt(begin + index)) return false;
    return true;
}
