/**
 * What several processes print into the one console that they share. The lines of the process that was the first to print
 * stand as they are; those of others begin with their mark. A line that several write has a mark wherever its writer changes.
 * Without the marks it is byte by byte what was printed.
 */
import type { WrittenPiece } from "../../tracer/recorder/writtenPieces";
import { incompleteEnd } from "./incompleteEnd";

export interface Writer {
    /** What tells it from others: a process keeps it when it executes another program. */
    readonly id: string;
    /** Before its lines, where others print, too; null: never, and it does not count as one that prints. */
    readonly mark: string | null;
}

export interface MarkedText {
    readonly stream: WrittenPiece["stream"];
    readonly text: string;
}

export class OutputMarks {
    private first: string | undefined;
    /** By stream: who wrote the last part of the line that has not ended. */
    private readonly lines = new Map<WrittenPiece["stream"], string>();
    /** Characters of which the writer has written the first bytes only. */
    private readonly halves = new Map<
        string,
        { readonly stream: WrittenPiece["stream"]; readonly writer: Writer; readonly bytes: Buffer }
    >();

    constructor(private readonly writerOf: (pid: number) => Writer) {}

    /** The text may be empty: the rest of a character is to come. */
    add({ pid, stream, bytes }: WrittenPiece): MarkedText {
        const writer = this.writerOf(pid);
        const key = `${stream} ${writer.id}`;
        const half = this.halves.get(key);
        const all = half === undefined ? bytes : Buffer.concat([half.bytes, bytes]);
        const whole = all.length - incompleteEnd(all);
        if (whole < all.length) this.halves.set(key, { stream, writer, bytes: Buffer.from(all.subarray(whole)) });
        else this.halves.delete(key);
        return { stream, text: this.marked(stream, writer, all.toString("utf8", 0, whole)) };
    }

    /** Nothing more comes: what is left of characters that were never completed. */
    end(): MarkedText[] {
        const left = [...this.halves.values()];
        this.halves.clear();
        return left.map(({ stream, writer, bytes }) => ({ stream, text: this.marked(stream, writer, bytes.toString("utf8")) }));
    }

    private marked(stream: WrittenPiece["stream"], { id, mark }: Writer, text: string): string {
        if (text === "") return "";
        if (mark !== null) this.first ??= id;
        const before = this.lines.get(stream);
        if (text.endsWith("\n")) this.lines.delete(stream);
        else this.lines.set(stream, id);
        if (mark === null) return text;
        const continues = before === undefined ? id === this.first : id === before;
        const inner = id === this.first ? text : text.replaceAll(/\n(?=[^])/g, () => `\n${mark}`);
        return continues ? inner : mark + inner;
    }
}
