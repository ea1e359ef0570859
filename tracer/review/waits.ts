/** Calls that did not return at once: who waited, from when to when, for what, and who ended it. */
import type { Awaits } from "../model/awaits";
import type { ObjectId } from "../model/identities";
import { noColumn, risingColumn, uint32Column, uint8Column, type Column, type SavedColumn } from "./column";
import type { EventTable } from "./eventTable";
import { Words } from "./words";

export interface BlockedSpan {
    /** From 0, in the order in which the waits began. */
    readonly index: number;
    /** The thread's number in the event table. */
    readonly thread: number;
    /** seq of the callBlocked event. */
    readonly from: number;
    /** seq of the event that told of its end (callResumed, callInterrupted, an end); null: it lasts to the end of the trace. */
    readonly to: number | null;
    readonly call: string;
    readonly object: ObjectId | null;
    readonly what: Awaits["what"];
    /** seq of what ended it; null: not known, or it ended by itself. */
    readonly endedBy: number | null;
}

export interface SavedWaits {
    /** Threads, beginnings, ends, who ended them, what was awaited. */
    readonly columns: readonly SavedColumn[];
    readonly words: readonly string[];
}

export class Waits {
    private readonly threads = uint32Column();
    private readonly froms = risingColumn();
    /** 0: none yet. */
    private readonly tos = risingColumn();
    private readonly enders = risingColumn();
    private readonly whats = uint8Column();
    private readonly words = new Words();

    constructor(private readonly table: EventTable) {}

    get length(): number {
        return this.threads.length;
    }

    /** Returns its index. */
    begin(seq: number, thread: number, what: Awaits["what"]): number {
        this.threads.push(thread);
        this.froms.push(seq);
        this.tos.push(0);
        this.enders.push(0);
        this.whats.push(this.words.numberOf(what));
        return this.length - 1;
    }

    end(index: number, seq: number): void {
        this.tos.set(index, seq);
    }

    endedBy(index: number, seq: number): void {
        this.enders.set(index, seq);
    }

    /** Throws a RangeError when there is no such wait. */
    at(index: number): BlockedSpan {
        if (index < 0 || index >= this.length) throw new RangeError(`there is no wait ${index}`);
        const from = this.froms.at(index);
        return {
            index,
            thread: this.threads.at(index),
            from,
            to: this.tos.at(index) || null,
            call: this.table.call(from) ?? "",
            object: this.table.object(from),
            what: this.words.text(this.whats.at(index)) as Awaits["what"],
            endedBy: this.enders.at(index) || null,
        };
    }

    /** Who waits, by the thread's number in the event table. */
    threadNumber(index: number): number {
        return this.threads.at(index);
    }

    save(): SavedWaits {
        return { columns: this.columns().map((column) => column.save()), words: this.words.all() };
    }

    load({ columns, words }: SavedWaits): void {
        for (const [index, column] of this.columns().entries()) column.load(columns[index] ?? noColumn);
        this.words.load(words);
    }

    /** By seq, of so many events: where the wait began that ends there; 0: none does. */
    beginsByEnd(events: number): Uint32Array {
        const begins = new Uint32Array(events + 1);
        for (let index = 0; index < this.length; index++) begins[this.tos.at(index)] = this.froms.at(index);
        begins[0] = 0;
        return begins;
    }

    *all(): Iterable<BlockedSpan> {
        for (let index = 0; index < this.length; index++) yield this.at(index);
    }

    private columns(): readonly Column[] {
        return [this.threads, this.froms, this.tos, this.enders, this.whats];
    }

    /** Seconds since the start of the trace. */
    begins(index: number): number {
        return this.table.time(this.froms.at(index));
    }

    /** Seconds since the start of the trace; a wait that has not ended lasts to the last event. */
    ends(index: number): number {
        const to = this.tos.at(index);
        return this.table.time(to === 0 ? this.table.length : to);
    }

    interval(index: number): readonly [number, number] {
        return [this.begins(index), this.ends(index)];
    }
}
