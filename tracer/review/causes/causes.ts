/** What came of what, as far as the events say: each looks back at those before it. */
import type { Event } from "../../model/event";
import type { EventTable } from "../eventTable";
import type { Links } from "../links";
import type { Waits } from "../waits";

export class Causes {
    /** The wait of each thread that has not ended, by the thread's number. */
    private readonly open = new Map<number, number>();

    constructor(
        private readonly table: EventTable,
        private readonly waits: Waits,
        private readonly links: Links,
    ) {}

    /** The table must have the event already. */
    see(event: Event): void {
        const thread = this.table.threadNumber(event.seq);
        if (event.kind === "callBlocked") {
            this.open.set(thread, this.waits.begin(event.seq, thread, event.awaits.what));
        } else if (event.kind === "callResumed" || event.kind === "callInterrupted" || event.kind === "threadExited") {
            this.endWait(thread, event.seq);
        } else if (event.kind === "processExited") {
            for (const { index, process } of this.table.threads.all) if (process === event.process) this.endWait(index, event.seq);
        }
        this.link(event);
    }

    private endWait(thread: number, seq: number): void {
        const index = this.open.get(thread);
        if (index === undefined) return;
        this.open.delete(thread);
        this.waits.end(index, seq);
    }

    private link(event: Event): void {
        if (!("segments" in event)) return;
        const kind = event.kind === "messageReceived" ? "message" : "bytes";
        for (const { write } of event.segments) if (write !== null) this.links.add(write, event.seq, kind);
    }
}
