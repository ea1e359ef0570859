/** As much of a terminal as our own start in one uses: its rows, and what was scrolled off them, see console_codes(4). */
export class Screen {
    readonly scrolledOff: string[] = [];
    readonly rows: string[];
    private cursor = 0;

    constructor(height: number) {
        this.rows = Array.from({ length: height }, () => "");
    }

    /** Text, line ends, and the sequence that goes to the top. Throws at any other sequence. */
    print(text: string): void {
        for (const [part] of text.matchAll(/\r\n|\x1b\[H|[^\r\x1b]+|[^]/g)) {
            if (part === "\r\n") this.feedLine();
            else if (part === "\x1b[H") this.cursor = 0;
            else if (part === "\r" || part === "\x1b") throw new Error(`The terminal was sent ${JSON.stringify(text)}`);
            else this.rows[this.cursor] = `${this.rows[this.cursor] ?? ""}${part}`;
        }
    }

    private feedLine(): void {
        if (this.cursor < this.rows.length - 1) {
            this.cursor++;
            return;
        }
        this.scrolledOff.push(this.rows.shift() ?? "");
        this.rows.push("");
    }
}
