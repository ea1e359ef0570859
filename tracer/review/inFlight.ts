/** Writes that wait: others may read their bytes before they return, and then they have two events. */
import type { Event } from "../model/event";
import { noColumn, risingColumn, type SavedColumn } from "./column";

export class InFlight {
    /** By the thread's number in the event table: its callBlocked event with bytes on offer. */
    private readonly waiting = new Map<number, number>();
    private readonly byBlocked = new Map<number, number>();

    /** Returns the number of the wait of a write that has returned with this event; null: it is no such event. */
    see(event: Event, thread: number): number | null {
        if (event.kind === "callBlocked") {
            if (event.offered === undefined) this.waiting.delete(thread);
            else this.waiting.set(thread, event.seq);
        } else if (event.kind === "bytesWritten" || event.kind === "dataSent" || event.kind === "messageSent") {
            const blocked = this.waiting.get(thread);
            if (blocked === undefined) return null;
            this.waiting.delete(thread);
            this.byBlocked.set(blocked, event.seq);
            return blocked;
        }
        return null;
    }

    /** The waits, and the returns. */
    save(): readonly SavedColumn[] {
        const [waits, returns] = [risingColumn(), risingColumn()];
        for (const [blocked, returned] of this.byBlocked) {
            waits.push(blocked);
            returns.push(returned);
        }
        return [waits.save(), returns.save()];
    }

    load([savedWaits, savedReturns]: readonly SavedColumn[]): void {
        const [waits, returns] = [risingColumn(), risingColumn()];
        waits.load(savedWaits ?? noColumn);
        returns.load(savedReturns ?? noColumn);
        for (let index = 0; index < waits.length; index++) this.byBlocked.set(waits.at(index), returns.at(index));
    }

    /** The event that tells of the write's return, of one that has waited and has returned by now; else the same. */
    returned(seq: number): number {
        return this.byBlocked.get(seq) ?? seq;
    }
}
