/** Records on their way to the trace. Of a call that has not returned, the log often tells the arguments only when it does. */
import { putRecord, type WrittenRecord } from "../traceFile/encodeRecord";
import { PayloadWriter } from "../traceFile/payloadWriter";
import type { EnterRecord, Nanoseconds } from "../trace/record";
import type { LoggedCall } from "./loggedCall";

/** So many bytes of records wait for the arguments of a call at most. */
const mostWaiting = 16 << 20;

/** A call whose thread is in it, or was when another was that still is. */
interface Entered {
    /** As far as the log has told; null: the record is there. */
    call: LoggedCall | null;
    readonly tid: number;
    readonly time: Nanoseconds;
    /** How many bytes of what waits come before it. */
    at: number;
    /** Its record among those that are made. */
    begin: number;
    end: number;
}

/** The record of a call, from what the log tells when the call returns, or else from what it has told. */
type MakeEnter = (call: LoggedCall, tid: number, time: Nanoseconds) => EnterRecord;

export class RecordQueue {
    /** So far. */
    records = 0;
    /** What nothing will change any more. */
    private readonly certain = new PayloadWriter();
    /** Behind that, and the records among these. */
    private entered: Entered[] = [];
    private readonly waiting = new PayloadWriter();
    /** The records of those that have one, in the order in which the calls returned. */
    private readonly made = new PayloadWriter();
    /** By thread. */
    private readonly unsettled = new Map<number, Entered>();

    constructor(private readonly make: MakeEnter) {}

    push(record: WrittenRecord): void {
        this.records++;
        putRecord(this.entered.length === 0 ? this.certain : this.waiting, record);
        if (this.waiting.length > mostWaiting) this.settleAll();
    }

    /** `call`: as far as the log has told. */
    enter(tid: number, time: Nanoseconds, call: LoggedCall): void {
        this.records++;
        this.settle(tid);
        const entered = { call, tid, time, at: this.waiting.length, begin: 0, end: 0 };
        this.unsettled.set(tid, entered);
        this.entered.push(entered);
    }

    /** The call of a thread has returned, or another one has begun; `told`: all of it, if the log has told more. */
    settle(tid: number, told: LoggedCall | null = null): void {
        const entered = this.unsettled.get(tid);
        if (entered === undefined) return;
        this.unsettled.delete(tid);
        const call = told ?? entered.call;
        if (call === null) return;
        entered.call = null;
        entered.begin = this.made.length;
        putRecord(this.made, this.make(call, tid, entered.time));
        entered.end = this.made.length;
    }

    /** Those that nothing will change any more, with their heads, each once. */
    drain(): Buffer {
        const [waited, made] = [this.waiting.payload(), this.made.payload()];
        let [from, settled] = [0, 0];
        for (const { call, at, begin, end } of this.entered) {
            if (call !== null) break;
            this.certain.bytes(waited.subarray(from, at)).bytes(made.subarray(begin, end));
            from = at;
            settled++;
        }
        const end = this.entered[settled]?.at ?? waited.length;
        this.certain.bytes(waited.subarray(from, end));
        this.forget(settled, end);
        return this.certain.drain();
    }

    /** Of the calls that are left, no more will come. */
    settleAll(): void {
        for (const tid of [...this.unsettled.keys()]) this.settle(tid);
    }

    /** The first so many calls, and the first so many bytes of what waits. */
    private forget(settled: number, bytes: number): void {
        this.waiting.removeFirst(bytes);
        this.entered = this.entered.slice(settled);
        const made = this.made.drain();
        for (const left of this.entered) {
            left.at -= bytes;
            if (left.call !== null) continue;
            const begin = this.made.length;
            this.made.bytes(made.subarray(left.begin, left.end));
            [left.begin, left.end] = [begin, this.made.length];
        }
    }
}
