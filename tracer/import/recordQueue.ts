/** Records on their way to the trace. Of a call that has not returned, the log often tells the arguments only when it does. */
import { putRecord, type WrittenRecord } from "../traceFile/encodeRecord";
import { PayloadWriter } from "../traceFile/payloadWriter";
import type { Capture, EnterRecord, Word } from "../trace/record";

type Changing<Record> = { -readonly [Key in keyof Record]: Record[Key] };

/** So many bytes of records wait for the arguments of a call at most. */
const mostWaiting = 16 << 20;

interface Entered {
    readonly record: Changing<EnterRecord>;
    /** How many bytes of what waits come before it. */
    readonly at: number;
}

export class RecordQueue {
    /** So far. */
    records = 0;
    /** What nothing will change any more. */
    private readonly certain = new PayloadWriter();
    /** Behind that: calls whose threads are in them, or were when another was that still is, and the records among these. */
    private entered: Entered[] = [];
    private readonly waiting = new PayloadWriter();
    /** By thread. */
    private readonly unsettled = new Map<number, Changing<EnterRecord>>();

    push(record: WrittenRecord): void {
        this.records++;
        putRecord(this.entered.length === 0 ? this.certain : this.waiting, record);
        if (this.waiting.length > mostWaiting) this.unsettled.clear();
    }

    enter(record: EnterRecord): void {
        this.records++;
        const changing = { ...record };
        this.unsettled.set(record.tid, changing);
        this.entered.push({ record: changing, at: this.waiting.length });
    }

    /** The call has returned, and all of it is known. */
    settle(tid: number, args: readonly Word[], captures: readonly Capture[]): void {
        const record = this.unsettled.get(tid);
        this.unsettled.delete(tid);
        if (record === undefined) return;
        record.args = args;
        record.captures = captures;
    }

    /** Those that nothing will change any more, with their heads, each once. */
    drain(): Buffer {
        const open = new Set(this.unsettled.values());
        const first = this.entered.findIndex(({ record }) => open.has(record));
        const settled = this.entered.slice(0, first < 0 ? this.entered.length : first);
        const rest = this.entered.slice(settled.length);
        const waited = this.waiting.payload();
        const end = rest[0]?.at ?? waited.length;
        let from = 0;
        for (const { record, at } of settled) {
            this.certain.bytes(waited.subarray(from, at));
            putRecord(this.certain, record);
            from = at;
        }
        this.certain.bytes(waited.subarray(from, end));
        this.entered = end === 0 ? rest : rest.map(({ record, at }) => ({ record, at: at - end }));
        this.waiting.removeFirst(end);
        return this.certain.drain();
    }

    /** All that are left. */
    drainAll(): Buffer {
        this.unsettled.clear();
        return this.drain();
    }
}
