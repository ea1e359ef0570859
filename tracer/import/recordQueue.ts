/** Records on their way to the trace. Of a call that has not returned, the log often tells the arguments only when it does. */
import type { WrittenRecord } from "../traceFile/encodeRecord";
import type { Capture, EnterRecord, Word } from "../trace/record";

type Changing<Record> = { -readonly [Key in keyof Record]: Record[Key] };

/** So many records wait for the arguments of a call at most. */
const mostWaiting = 100_000;

export class RecordQueue {
    private readonly records: WrittenRecord[] = [];
    /** By thread. */
    private readonly unsettled = new Map<number, Changing<EnterRecord>>();

    push(record: WrittenRecord): void {
        this.records.push(record);
    }

    enter(record: EnterRecord): void {
        const changing = { ...record };
        this.unsettled.set(record.tid, changing);
        this.records.push(changing);
    }

    /** The call has returned, and all of it is known. */
    settle(tid: number, args: readonly Word[], captures: readonly Capture[]): void {
        const record = this.unsettled.get(tid);
        this.unsettled.delete(tid);
        if (record === undefined) return;
        record.args = args;
        record.captures = captures;
    }

    /** Those that nothing will change any more, each once. */
    drain(): readonly WrittenRecord[] {
        const waiting = new Set<WrittenRecord>(this.unsettled.values());
        const first = waiting.size === 0 ? -1 : this.records.findIndex((record) => waiting.has(record));
        const count = first < 0 || this.records.length > mostWaiting ? this.records.length : first;
        if (count > first && first >= 0) this.unsettled.clear();
        return this.records.splice(0, count);
    }

    /** All that are left. */
    drainAll(): readonly WrittenRecord[] {
        this.unsettled.clear();
        return this.records.splice(0);
    }
}
