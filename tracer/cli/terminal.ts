/**
 * The only way of the command line to standard output and standard error. Names, arguments and texts come from whoever made
 * the program or the trace: here all that a terminal would obey, or that would forge a line, is spelled out.
 */
import { printable, printableJson } from "../model/printable";
import { coloured, wantsColour, type ColourChoice, type Style } from "./colour";

/** A piece of a line; one with a style has a colour where there are colours. */
export type Piece = string | { readonly text: string; readonly style: Style };

/** Results (by default to standard output), a line at a time, written in pieces of a useful size. */
export class LineOutput {
    private static readonly pieceLength = 1 << 16;
    private unwritten = "";
    private readonly colours: boolean;

    constructor(
        colour: ColourChoice = "never",
        private readonly write: (text: string) => void = (text) => process.stdout.write(text),
    ) {
        this.colours = wantsColour(colour, process.env, process.stdout.isTTY);
    }

    line(...pieces: readonly Piece[]): void {
        this.put(pieces.map((piece) => this.shown(piece)).join(""));
    }

    json(value: unknown): void {
        this.put(printableJson(value));
    }

    flush(): void {
        if (this.unwritten !== "") this.write(this.unwritten);
        this.unwritten = "";
    }

    private shown(piece: Piece): string {
        if (typeof piece === "string") return printable(piece);
        const text = printable(piece.text);
        return this.colours ? coloured(text, piece.style) : text;
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

/** How far something is that takes long, on a terminal alone: a line of standard error, which goes when it is done. */
export class ProgressLine {
    private static readonly patience = 500;
    private readonly begun = performance.now();
    private shown = -1;

    constructor(private readonly what: string) {}

    /** `part`: from 0 to 1. */
    tell(part: number): void {
        const hundredths = Math.floor(100 * part);
        if (!process.stderr.isTTY || hundredths === this.shown || performance.now() < this.begun + ProgressLine.patience) return;
        this.shown = hundredths;
        process.stderr.write(`\ripcscope: ${printable(this.what)}: ${hundredths} %`);
    }

    clear(): void {
        // Erases the line (EL, ECMA-48).
        if (this.shown >= 0) process.stderr.write("\r\x1b[K");
        this.shown = -1;
    }
}

/** Help, and other texts of our own that have several lines. */
export function printText(text: string): void {
    process.stdout.write(printableLines(text));
}

/** What another program or a file is to get goes out as it is; on a terminal it is spelled out like all else. */
export function printDocument(piece: string | Uint8Array): void {
    if (process.stdout.isTTY) printText(typeof piece === "string" ? piece : Buffer.from(piece).toString("latin1"));
    else process.stdout.write(piece);
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
