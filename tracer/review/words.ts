/** Texts that occur again and again, as numbers from 0, in the order of their first occurrence. */
export class Words {
    private readonly numbers = new Map<string, number>();
    private readonly texts: string[] = [];

    get size(): number {
        return this.texts.length;
    }

    numberOf(text: string): number {
        const known = this.numbers.get(text);
        if (known !== undefined) return known;
        this.numbers.set(text, this.texts.length);
        this.texts.push(text);
        return this.texts.length - 1;
    }

    /** Undefined: it never occurred. */
    known(text: string): number | undefined {
        return this.numbers.get(text);
    }

    /** Throws a RangeError for a number that stands for nothing. */
    text(number: number): string {
        const text = this.texts[number];
        if (text === undefined) throw new RangeError(`no word has the number ${number}`);
        return text;
    }

    all(): readonly string[] {
        return this.texts;
    }

    /** Where none is known yet. */
    load(texts: readonly string[]): void {
        for (const text of texts) this.numberOf(text);
    }
}
