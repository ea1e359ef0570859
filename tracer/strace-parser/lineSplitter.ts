/** Cuts bytes, as they come, into lines. */

/** A longer line is none that strace has written: it cuts strings and paths at less. */
const longestLine = 1 << 27;
const carriageReturn = 13;

/** Gets a line, one byte a character, as the part of a text from `begin` to `end`; undefined: it was too long to be kept. */
type TakeText = (text: string | undefined, begin: number, end: number) => void;

export class LineSplitter {
    /** Of the line that is not complete yet. */
    private pieces: string[] = [];
    private length = 0;
    private tooLong = false;

    /** Calls `take` with each line that the bytes complete. */
    push(bytes: Uint8Array, take: TakeText): void {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
        let begin = 0;
        for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", begin)) {
            if (this.length === 0 && !this.tooLong) {
                take(text, begin, withoutReturn(text, begin, end));
            } else {
                this.hold(text.slice(begin, end));
                this.giveLine(take);
            }
            begin = end + 1;
        }
        this.hold(text.slice(begin));
    }

    /** What is left, if that is not empty. */
    end(take: TakeText): void {
        if (this.length > 0 || this.tooLong) this.giveLine(take);
    }

    private hold(piece: string): void {
        this.length += piece.length;
        this.tooLong ||= this.length > longestLine;
        if (this.tooLong) this.pieces = [];
        else if (piece !== "") this.pieces.push(piece);
    }

    private giveLine(take: TakeText): void {
        const text = this.tooLong ? undefined : this.pieces.join("");
        this.pieces = [];
        this.length = 0;
        this.tooLong = false;
        take(text, 0, text === undefined ? 0 : withoutReturn(text, 0, text.length));
    }
}

function withoutReturn(text: string, begin: number, end: number): number {
    return end > begin && text.charCodeAt(end - 1) === carriageReturn ? end - 1 : end;
}
