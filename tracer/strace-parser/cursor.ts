/** A place in a line. */

/** The line makes no sense there. Made for each bad line, so it has no stack. */
export class Nonsense {
    constructor(
        /** From 0. */
        readonly at: number,
        readonly reason: string,
    ) {}
}

export class Cursor {
    at = 0;

    constructor(readonly text: string) {}

    get code(): number {
        return this.text.charCodeAt(this.at);
    }

    get ended(): boolean {
        return this.at >= this.text.length;
    }

    startsWith(text: string): boolean {
        return this.text.startsWith(text, this.at);
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

    spaces(): void {
        while (this.text.charCodeAt(this.at) === 32) this.at++;
    }

    /** Letters, digits and underscores; empty: there are none. */
    word(): string {
        const begin = this.at;
        while (isWordCode(this.text.charCodeAt(this.at))) this.at++;
        return this.text.slice(begin, this.at);
    }

    /** Decimal digits; empty: there are none. */
    digits(): string {
        const begin = this.at;
        while (isDigit(this.text.charCodeAt(this.at))) this.at++;
        return this.text.slice(begin, this.at);
    }

    /** Up to the end of the line. */
    rest(): string {
        const rest = this.text.slice(this.at);
        this.at = this.text.length;
        return rest;
    }

    fail(reason: string): never {
        // eslint-disable-next-line @typescript-eslint/only-throw-error -- A bad line is no error, and a stack for each costs too much.
        throw new Nonsense(this.at, reason);
    }
}

export function isDigit(code: number): boolean {
    return code >= 48 && code <= 57;
}

export function isWordCode(code: number): boolean {
    return (code >= 97 && code <= 122) || (code >= 48 && code <= 57) || code === 95 || (code >= 65 && code <= 90);
}
