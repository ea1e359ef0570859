/** Where the debugger is that replays the trace, if one does: it hears of the moves that did not come from it. */
export class DebuggerCursor {
    /** seq; null: none replays it. */
    at: number | null = null;

    constructor(private readonly tell: (event: number) => void) {}

    moved(seq: number): void {
        if (this.at === null || seq === this.at) return;
        this.at = seq;
        this.tell(seq);
    }
}
