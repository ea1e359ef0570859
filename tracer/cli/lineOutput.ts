/** Standard output, a line at a time, written in pieces of a useful size. */
export class LineOutput {
    private static readonly pieceLength = 1 << 16;
    private unwritten = "";

    line(text: string): void {
        this.unwritten += `${text}\n`;
        if (this.unwritten.length >= LineOutput.pieceLength) this.flush();
    }

    flush(): void {
        if (this.unwritten !== "") process.stdout.write(this.unwritten);
        this.unwritten = "";
    }
}
