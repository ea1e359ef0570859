/** The text of a filter as its terms: `process:p2 -kind:callReturned duration:>1ms "GET /"`. */
import { FilterError } from "./filterError";

export interface Term {
    /** Null: a text without a key. */
    readonly key: string | null;
    readonly value: string;
    /** With a minus before it: events that do not match. */
    readonly excludes: boolean;
}

const term = /\s*(-?)(?:([A-Za-z]+):)?(?:"((?:[^"\\]|\\.)*)"|([^\s"]+))(?=\s|$)/y;

/** Throws a FilterError. */
export function splitTerms(text: string): readonly Term[] {
    const terms: Term[] = [];
    let position = 0;
    while (text.slice(position).trim() !== "") {
        term.lastIndex = position;
        const match = term.exec(text);
        if (match === null || isOnlyKey(match)) throw new FilterError(complaint(text.slice(position).trim()));
        const [whole, minus, key, quoted, plain] = match;
        terms.push({ key: key ?? null, value: quoted?.replace(/\\(.)/g, "$1") ?? plain ?? "", excludes: minus === "-" });
        position += whole.length;
    }
    return terms;
}

function isOnlyKey([, , key, quoted, plain = ""]: RegExpExecArray): boolean {
    return key === undefined && quoted === undefined && /^[A-Za-z]+:$/.test(plain);
}

function complaint(rest: string): string {
    const empty = /^-?([A-Za-z]+):(?=\s|$)/.exec(rest);
    if (empty !== null) return `After '${empty[1] ?? ""}:' a value is missing.`;
    const marks = rest.match(/(?<!\\)"/g)?.length ?? 0;
    return marks % 2 === 1 ? "A quotation mark is not closed." : "A text in quotation marks must stand alone, or behind a key and a colon.";
}
