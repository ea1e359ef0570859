/** Records on their way to the trace. Of a call that has not returned, the log often tells the arguments only when it does. */
import { putRecord, type WrittenRecord } from "../traceFile/encodeRecord";
import { PayloadWriter } from "../traceFile/payloadWriter";
import type { EnterRecord } from "../trace/record";
import type { LoggedCall } from "./loggedCall";

/** So many bytes of records wait for the arguments of a call at most. */
const mostWaiting = 16 << 20;

interface Entered {
    /** As far as the log has told. */
    readonly call: LoggedCall;
    readonly make: (call: LoggedCall) => EnterRecord;
    /** null: more of the call may come. */
    record: EnterRecord | null;
    /** How many bytes of what waits come before it. */
    at: number;
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
    private readonly unsettled = new Map<number, Entered>();

    push(record: WrittenRecord): void {
        this.records++;
        putRecord(this.entered.length === 0 ? this.certain : this.waiting, record);
        if (this.waiting.length > mostWaiting) this.settleAll();
    }

    /** `make`: the record, from what the log tells when the call returns, or else from what it has told. */
    enter(tid: number, call: LoggedCall, make: (call: LoggedCall) => EnterRecord): void {
        this.records++;
        const before = this.unsettled.get(tid);
        if (before !== undefined) this.settle(tid, before.call);
        const entered = { call, make, record: null, at: this.waiting.length };
        this.unsettled.set(tid, entered);
        this.entered.push(entered);
    }

    /** The call has returned, and all of it is known. */
    settle(tid: number, call: LoggedCall): void {
        const entered = this.unsettled.get(tid);
        this.unsettled.delete(tid);
        if (entered !== undefined) entered.record = entered.make(call);
    }

    /** Those that nothing will change any more, with their heads, each once. */
    drain(): Buffer {
        const first = this.entered.findIndex(({ record }) => record === null);
        const settled = this.entered.slice(0, first < 0 ? this.entered.length : first);
        const rest = this.entered.slice(settled.length);
        const waited = this.waiting.payload();
        const end = rest[0]?.at ?? waited.length;
        let from = 0;
        for (const { record, at } of settled) {
            this.certain.bytes(waited.subarray(from, at));
            if (record !== null) putRecord(this.certain, record);
            from = at;
        }
        this.certain.bytes(waited.subarray(from, end));
        for (const entered of rest) entered.at -= end;
        this.entered = rest;
        this.waiting.removeFirst(end);
        return this.certain.drain();
    }

    /** Of the calls that are left, no more will come. */
    settleAll(): void {
        for (const [tid, { call }] of [...this.unsettled]) this.settle(tid, call);
    }
}
