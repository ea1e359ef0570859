/** What a runtime's event loop was told to do, as the recording knows it of single calls (the record `operation`). */
import type { OperationRecord } from "../trace/record";

interface Known {
    readonly record: OperationRecord;
    /** Its call has not been read yet. */
    comes: boolean;
}

export class Operations {
    private readonly known = new Map<number, Known>();

    /** Of the call that comes next. */
    note(record: OperationRecord): void {
        this.known.set(record.tid, { record, comes: true });
    }

    /** A call of the thread begins. */
    begin(tid: number): void {
        const known = this.known.get(tid);
        if (known === undefined) return;
        if (known.comes) known.comes = false;
        else this.known.delete(tid);
    }

    /** What the call does that the thread is in, or has made last. */
    of(tid: number): OperationRecord | undefined {
        const known = this.known.get(tid);
        return known?.comes === false ? known.record : undefined;
    }
}
