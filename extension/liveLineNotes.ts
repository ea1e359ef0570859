/** What each line of the programs that run has done so far. */
import { LineNotes } from "../tracer/model/lineNotes";
import type { Event } from "../tracer/model/event";
import type { LineLenses } from "./review/lineLenses";
import type { TraceListener } from "./traceListener";

/** While the programs run, the lenses change at most this often. */
const pauseMilliseconds = 500;

export class LiveLineNotes implements TraceListener {
    private notes = new LineNotes();
    private timer: NodeJS.Timeout | undefined;

    constructor(private readonly lenses: LineLenses) {}

    begin(): void {
        this.notes = new LineNotes();
        this.tell();
    }

    see(records: readonly (readonly Event[])[]): void {
        for (const events of records) for (const event of events) this.notes.see(event);
        this.timer ??= setTimeout(() => this.tell(), pauseMilliseconds);
    }

    end(): void {
        this.tell();
    }

    dispose(): void {
        clearTimeout(this.timer);
    }

    private tell(): void {
        clearTimeout(this.timer);
        this.timer = undefined;
        this.lenses.tell(this, this.notes.all);
    }
}
