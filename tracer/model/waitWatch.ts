/** The last moment at which a process waits: found while the events of a recording go by. */
import type { Event } from "./event";
import type { ProcessId } from "./identities";
import type { State } from "./state";

export class WaitWatch {
    /** Threads in calls that have not returned. */
    private readonly waiting = new Map<ProcessId, Set<number>>();
    private lastLook: State | null = null;

    /** The events of one record, before they are applied. `before`: the state at that moment, for keeping. */
    see(events: readonly Event[], before: () => State): void {
        const waited = this.waiting.size;
        for (const event of events) this.seeOne(event);
        if (waited > 0 && this.waiting.size === 0) this.lastLook = before();
    }

    /** Null: no process ever waited. `now`: after the last event. */
    last(now: State): State | null {
        return this.waiting.size > 0 ? now : this.lastLook;
    }

    private seeOne(event: Event): void {
        switch (event.kind) {
            case "callBlocked":
                this.waiting.set(event.process, (this.waiting.get(event.process) ?? new Set()).add(event.tid));
                return;
            case "callResumed":
            case "threadExited": {
                const threads = this.waiting.get(event.process);
                threads?.delete(event.tid);
                if (threads?.size === 0) this.waiting.delete(event.process);
                return;
            }
            case "programExecuted":
            case "processExited":
                this.waiting.delete(event.process);
                return;
            default:
        }
    }
}
