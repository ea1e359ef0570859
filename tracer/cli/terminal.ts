/**
 * The only way of the command line to standard output and standard error. Names, arguments and texts come from whoever made
 * the program or the trace: here all that a terminal would obey, or that would forge a line, is spelled out.
 */
import { printable, printableJson } from "../model/printable";

/** Results, a line at a time, written in pieces of a useful size. */
export class LineOutput {
    private static readonly pieceLength = 1 << 16;
    private unwritten = "";

    line(text: string): void {
        this.put(printable(text));
    }

    json(value: unknown): void {
        this.put(printableJson(value));
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

/** What the command line says to its user outside of its results. */
export function complain(sentence: string): void {
    process.stderr.write(`ipcscope: ${printable(sentence)}\n`);
}

export function warn(sentence: string): void {
    complain(`warning: ${sentence}`);
}

export function note(sentence: string): void {
    complain(`note: ${sentence}`);
}

/** Help, and other texts of our own that have several lines. */
export function printText(text: string): void {
    process.stdout.write(printableLines(text));
}

export function printTextAsError(text: string): void {
    process.stderr.write(printableLines(text));
}

/** Standard output cannot be written, which may turn out at any time. */
export function whenOutputFails(act: (error: NodeJS.ErrnoException) => void): void {
    process.stdout.on("error", act);
}

function printableLines(text: string): string {
    return text.split("\n").map(printable).join("\n");
}
