/** Cuts bytes, as they come, into lines. */

/** A longer line is none that strace has written: it cuts strings and paths at less. */
const longestLine = 1 << 27;

export class LineSplitter {
    /** Of the line that is not complete yet. */
    private pieces: string[] = [];
    private length = 0;
    private tooLong = false;

    /** Calls `take` with each line that the bytes complete, one byte a character; undefined: it was too long to be kept. */
    push(bytes: Uint8Array, take: (line: string | undefined) => void): void {
        const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("latin1");
        let begin = 0;
        for (let end = text.indexOf("\n"); end >= 0; end = text.indexOf("\n", begin)) {
            if (this.length === 0 && !this.tooLong) {
                take(withoutReturn(text.slice(begin, end)));
            } else {
                this.hold(text.slice(begin, end));
                take(this.line());
            }
            begin = end + 1;
        }
        this.hold(text.slice(begin));
    }

    /** What is left, if that is not empty. */
    end(take: (line: string | undefined) => void): void {
        if (this.length > 0 || this.tooLong) take(this.line());
    }

    private hold(piece: string): void {
        this.length += piece.length;
        this.tooLong ||= this.length > longestLine;
        if (this.tooLong) this.pieces = [];
        else if (piece !== "") this.pieces.push(piece);
    }

    private line(): string | undefined {
        const { pieces, tooLong } = this;
        this.pieces = [];
        this.length = 0;
        this.tooLong = false;
        return tooLong ? undefined : withoutReturn(pieces.join(""));
    }
}

function withoutReturn(text: string): string {
    return text.endsWith("\r") ? text.slice(0, -1) : text;
}
