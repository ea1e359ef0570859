/** What programs write to their standard output and error, each piece with the process that wrote it (`ipcscope with-writers`). */
import { findBuilt } from "./findBuilt";

export interface WrittenPiece {
    /** The process that wrote it, which may have ended; 0: nobody knows. */
    readonly pid: number;
    readonly stream: "stdout" | "stderr";
    readonly bytes: Buffer;
}

/** The command line that runs another one so that its standard output tells of pieces, which `PieceReader` reads. */
export function withWriters(command: readonly [string, ...string[]]): [string, ...string[]] {
    return [findBuilt("ipcscope"), "with-writers", ...command];
}

const headLength = 12;
const descriptorOfErrors = 2;

export class PieceReader {
    private unread: Buffer = Buffer.alloc(0);

    /** The pieces that `bytes` complete, in the order in which they were written to each stream. */
    push(bytes: Buffer): WrittenPiece[] {
        const unread = this.unread.length === 0 ? bytes : Buffer.concat([this.unread, bytes]);
        const pieces: WrittenPiece[] = [];
        let position = 0;
        while (position + headLength <= unread.length) {
            const end = position + headLength + unread.readUInt32LE(position + 8);
            if (end > unread.length) break;
            pieces.push({
                pid: unread.readUInt32LE(position),
                stream: unread.readUInt32LE(position + 4) === descriptorOfErrors ? "stderr" : "stdout",
                bytes: unread.subarray(position + headLength, end),
            });
            position = end;
        }
        this.unread = unread.subarray(position);
        return pieces;
    }
}
