import { printable } from "../model/printable";

/**
 * Standard output, a line at a time, written in pieces of a useful size. Whatever names and bytes a trace holds, a line
 * stays one line and moves nothing in the terminal.
 */
export class LineOutput {
    private static readonly pieceLength = 1 << 16;
    private unwritten = "";

    line(text: string): void {
        this.put(printable(text));
    }

    /** JSON on one line; the characters that JSON.stringify leaves and a terminal obeys are escaped as JSON has it. */
    json(value: unknown): void {
        this.put(JSON.stringify(value).replace(/[\x7f-\x9f\u2028\u2029\p{Cf}]/gu, jsonEscape));
    }

    flush(): void {
        if (this.unwritten !== "") process.stdout.write(this.unwritten);
        this.unwritten = "";
    }

    private put(line: string): void {
        this.unwritten += `${line}\n`;
        if (this.unwritten.length >= LineOutput.pieceLength) this.flush();
    }
}

function jsonEscape(character: string): string {
    return Array.from({ length: character.length }, (_, index) => `\\u${character.charCodeAt(index).toString(16).padStart(4, "0")}`).join(
        "",
    );
}
