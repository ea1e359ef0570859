/**
 * What the diagram is told, kept so that a panel that opens later is told all of it. A panel that is open gets each
 * message at once.
 */
import type { Event } from "../tracer/model/event";
import type { ObjectId } from "../tracer/model/identities";
import type { MemoryLayout } from "../webview/protocol/memoryLayout";
import type { HostMessage } from "../webview/protocol/messages";
import { packEvents } from "../tracer/model/packedEvents";

type Sink = (message: HostMessage) => void;

/** A page that is told of more events at once cannot be scrolled or clicked for a moment, and its worker makes no picture meanwhile. */
const mostAtOnce = 2000;

/** A step makes the program run for a moment: the picture need not change for that. */
const runningAfterMilliseconds = 150;

export class DiagramFeed {
    private sink: Sink | undefined;
    private reset: HostMessage | undefined;
    private events: Event[] = [];
    /** seq */
    private readonly ofRuntimes = new Set<number>();
    private readonly notices = new Set<string>();
    private readonly layouts = new Map<string, HostMessage>();
    private last: HostMessage | undefined;
    private isWatching: boolean | null = null;
    private running: NodeJS.Timeout | undefined;

    /** Tells a panel that has just become ready all that there is to know. */
    connect(sink: Sink): void {
        this.sink = sink;
        if (this.reset === undefined) return;
        sink(this.reset);
        this.tell(this.events);
        for (const text of this.notices) sink({ type: "notice", text });
        for (const message of this.layouts.values()) sink(message);
        if (this.last !== undefined) sink(this.last);
        if (this.isWatching !== null) sink({ type: "watching", on: this.isWatching });
    }

    /** Programs run, or have run. */
    get hasTrace(): boolean {
        return this.reset !== undefined;
    }

    disconnect(): void {
        this.sink = undefined;
    }

    begin(title: string, live: boolean): void {
        this.events = [];
        this.ofRuntimes.clear();
        this.notices.clear();
        this.layouts.clear();
        this.reset = { type: "reset", title, live };
        this.say(undefined);
        this.sink?.(this.reset);
    }

    /** `ofRuntimes`: the seqs of those that a runtime did for itself. */
    add(events: readonly Event[], ofRuntimes: readonly number[]): void {
        for (const seq of ofRuntimes) this.ofRuntimes.add(seq);
        // One by one: there may be more of them than a call has room for arguments.
        for (const event of events) this.events.push(event);
        this.tell(events);
    }

    private tell(events: readonly Event[]): void {
        for (let from = 0; from < events.length; from += mostAtOnce) {
            const part = events.slice(from, from + mostAtOnce);
            const runtimes = part.flatMap(({ seq }) => (this.ofRuntimes.has(seq) ? [seq] : []));
            this.sink?.({ type: "events", events: packEvents(part), runtimes });
        }
    }

    notice(text: string): void {
        this.notices.add(text);
        this.sink?.({ type: "notice", text });
    }

    stopped(process: string | null, sentAt: number): void {
        this.say({ type: "stopped", process, sentAt });
    }

    runningSoon(): void {
        clearTimeout(this.running);
        this.running = setTimeout(() => this.say({ type: "running" }), runningAfterMilliseconds);
    }

    ended(message: string | null): void {
        this.say({ type: "ended", message });
    }

    /** Whether each access to shared memory is recorded; null: no program runs. */
    watching(on: boolean | null): void {
        this.isWatching = on;
        this.sink?.({ type: "watching", on });
    }

    /** What debug information tells of an object's memory. */
    layout(object: ObjectId, layout: MemoryLayout): void {
        this.layouts.set(`${object} ${layout.offset}`, { type: "layout", object, layout });
        this.sink?.({ type: "layout", object, layout });
    }

    focus(pid: number): void {
        this.sink?.({ type: "focus", pid });
    }

    private say(message: HostMessage | undefined): void {
        clearTimeout(this.running);
        this.last = message;
        if (message !== undefined) this.sink?.(message);
    }
}
