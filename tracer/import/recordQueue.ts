/** Records on their way to the trace. Of a call that has not returned, the log often tells the arguments only when it does. */
import { putRecord, type WrittenRecord } from "../traceFile/encodeRecord";
import { PayloadWriter } from "../traceFile/payloadWriter";
import type { Capture, EnterRecord, Word } from "../trace/record";

type Changing<Record> = { -readonly [Key in keyof Record]: Record[Key] };

/** So many bytes of records wait for the arguments of a call at most. */
const mostWaiting = 16 << 20;

/** What was written between two calls that are not settled. */
type Waiting = { readonly written: PayloadWriter } | { readonly entered: Changing<EnterRecord> };

export class RecordQueue {
    /** So far. */
    records = 0;
    /** What is certain. */
    private readonly certain = new PayloadWriter();
    /** Behind that, in the order of the log: it begins with a call that is not settled. */
    private readonly waiting: Waiting[] = [];
    private waitingBytes = 0;
    /** By thread. */
    private readonly unsettled = new Map<number, Changing<EnterRecord>>();

    push(record: WrittenRecord): void {
        this.records++;
        const last = this.waiting.at(-1);
        if (last === undefined) return putRecord(this.certain, record);
        let written = "written" in last ? last.written : null;
        if (written === null) {
            written = new PayloadWriter();
            this.waiting.push({ written });
        }
        const before = written.length;
        putRecord(written, record);
        this.waitingBytes += written.length - before;
        if (this.waitingBytes > mostWaiting) this.unsettled.clear();
    }

    enter(record: EnterRecord): void {
        this.records++;
        const entered = { ...record };
        this.unsettled.set(record.tid, entered);
        this.waiting.push({ entered });
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
        const first = open.size === 0 ? -1 : this.waiting.findIndex((each) => "entered" in each && open.has(each.entered));
        for (const each of this.waiting.splice(0, first < 0 ? this.waiting.length : first)) {
            if ("entered" in each) {
                putRecord(this.certain, each.entered);
            } else {
                this.certain.bytes(each.written.payload());
                this.waitingBytes -= each.written.length;
            }
        }
        return this.certain.drain();
    }

    /** All that are left. */
    drainAll(): Buffer {
        this.unsettled.clear();
        return this.drain();
    }
}
