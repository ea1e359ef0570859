/** A place in a line, which is a part of a longer text: behind its end stands nothing that could belong to it. */
import { interned, nextHash } from "./internedWords";

/** The line makes no sense there. Made for each bad line, so it has no stack. */
export class Nonsense {
    constructor(
        /** In the line, from 0. */
        readonly at: number,
        readonly reason: string,
    ) {}
}

export class Cursor {
    at: number;

    /** The line is `text` from `begin` to `end`. */
    constructor(
        public text: string,
        private begin = 0,
        public end = text.length,
    ) {
        this.at = begin;
    }

    /** To the beginning of another line. */
    moveTo(text: string, begin: number, end: number): void {
        this.text = text;
        this.begin = begin;
        this.at = begin;
        this.end = end;
    }

    get code(): number {
        return this.text.charCodeAt(this.at);
    }

    get ended(): boolean {
        return this.at >= this.end;
    }

    /** All of the line. */
    get line(): string {
        return this.text.slice(this.begin, this.end);
    }

    /** Where the cursor is in the line, from 0. */
    get place(): number {
        return this.at - this.begin;
    }

    /** The line ends before `mark`, with which it ends, and the spaces before that. */
    without(mark: string): this {
        this.end -= mark.length;
        while (this.end > this.begin && this.text.charCodeAt(this.end - 1) === 32) this.end--;
        // Otherwise what is behind could be taken for a part of it.
        if (this.text.charCodeAt(this.end) === 32) return this;
        const { line, place } = this;
        this.moveTo(line, 0, line.length);
        this.at = place;
        return this;
    }

    startsWith(text: string): boolean {
        return this.text.startsWith(text, this.at);
    }

    /** Of the line. */
    endsWith(text: string): boolean {
        return this.text.endsWith(text, this.end);
    }

    /** Whether it was there; then the cursor is behind it. */
    take(text: string): boolean {
        if (!this.text.startsWith(text, this.at)) return false;
        this.at += text.length;
        return true;
    }

    takeCode(code: number): boolean {
        if (this.text.charCodeAt(this.at) !== code) return false;
        this.at++;
        return true;
    }

    expect(text: string): void {
        if (!this.take(text)) this.fail(`'${text}' is missing`);
    }

    expectCode(code: number): void {
        if (!this.takeCode(code)) this.fail(`'${String.fromCharCode(code)}' is missing`);
    }

    spaces(): void {
        while (this.text.charCodeAt(this.at) === 32) this.at++;
    }

    /** Letters, digits and underscores; empty: there are none. */
    word(): string {
        const { text } = this;
        const begin = this.at;
        let at = begin;
        let hashed = 0;
        for (let code = text.charCodeAt(at); isWordCode(code); code = text.charCodeAt(++at)) hashed = nextHash(hashed, code);
        this.at = at;
        return interned(text, begin, at, hashed);
    }

    /** Decimal digits; empty: there are none. */
    digits(): string {
        const begin = this.at;
        while (isDigit(this.text.charCodeAt(this.at))) this.at++;
        return this.text.slice(begin, this.at);
    }

    /** What decimal digits say, exact below 2^53; 0: there are none. */
    decimal(): number {
        const { text } = this;
        let value = 0;
        for (let code = text.charCodeAt(this.at); isDigit(code); code = text.charCodeAt(++this.at)) value = value * 10 + (code - 48);
        return value;
    }

    /** Up to what comes first, from the cursor on, which is behind it afterwards; null: the line does not have it. */
    upTo(what: string): string | null {
        const { text, end } = this;
        const first = what.charCodeAt(0);
        for (let at = this.at; at <= end - what.length; at++) {
            if (text.charCodeAt(at) !== first || !text.startsWith(what, at)) continue;
            const before = text.slice(this.at, at);
            this.at = at + what.length;
            return before;
        }
        return null;
    }

    /** Up to the end of the line. */
    rest(): string {
        const rest = this.text.slice(this.at, this.end);
        this.at = this.end;
        return rest;
    }

    fail(reason: string): never {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- A bad line is no error, and a stack for each costs too much.
        throw new Nonsense(this.place, reason);
    }
}

export function isDigit(code: number): boolean {
    return code >= 48 && code <= 57;
}

export function isWordCode(code: number): boolean {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90);
}
