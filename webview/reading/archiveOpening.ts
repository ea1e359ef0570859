/** Opens a trace from an archive, whose bytes come piece by piece. */
import { openArchive, type OpenedTrace } from "./openedTrace";

export class ArchiveOpening {
    private readonly pieces: Uint8Array[] = [];

    constructor(private readonly key: string) {}

    push(bytes: Uint8Array): Promise<void> {
        this.pieces.push(bytes);
        return Promise.resolve();
    }

    /** Null: it is of no use. */
    finish(): Promise<OpenedTrace | null> {
        const whole = new Uint8Array(this.pieces.reduce((length, piece) => length + piece.length, 0));
        let position = 0;
        for (const piece of this.pieces) {
            whole.set(piece, position);
            position += piece.length;
        }
        return Promise.resolve(openArchive(whole, this.key));
    }
}
