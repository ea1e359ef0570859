/**
 * What there is to say of each process: the last event of it that is worth a sentence since it went on, or else how it
 * came to stand still. A stop's caption is never about another process, nor about an earlier step.
 */
import type { Event } from "../tracer/model/event";
import type { ProcessId } from "../tracer/model/identities";
import type { HandlerReturned } from "../tracer/model/owners/signalEvents";
import { isTelling } from "../tracer/model/sentence";

interface Choice {
    readonly event: Event;
    /** The process has gone on since: whatever comes next is newer. */
    readonly past: boolean;
    /** What is said again when the wait that `event` tells of is over. */
    readonly beforeWait: Event | null;
}

export class Captions {
    private readonly choices = new Map<ProcessId, Choice>();
    /** How often each handler has run to its end since the process went on: "the handler on_alarm ran, for SIGALRM". */
    private readonly handlers = new Map<ProcessId, Map<string, number>>();
    private lastTelling: Event | null = null;
    private lastStopped: ProcessId | null = null;

    /** `ofRuntimes`: the seqs of those that a runtime did for itself, which nobody wants to hear of. */
    follow(events: readonly Event[], ofRuntimes: ReadonlySet<number>): void {
        for (const event of events) {
            if (ofRuntimes.has(event.seq)) continue;
            this.choose(event.process, event);
            if (event.kind === "processResumed") this.handlers.delete(event.process);
            if (event.kind === "handlerReturned") this.countHandler(event);
            // A child's life begins with it.
            if (event.kind === "processForked") this.choices.set(event.child, { event, past: false, beforeWait: null });
            if (event.kind === "processStopped") this.lastStopped = event.process;
            if (event.kind === "processReaped" && event.child !== this.lastStopped) this.choices.delete(event.child);
            if (isTelling(event)) this.lastTelling = event;
        }
    }

    of(process: ProcessId): Event | null {
        return this.choices.get(process)?.event ?? null;
    }

    /** "Meanwhile the handler on_alarm ran for SIGALRM (2 times)."; null: none did, or the caption is about that. */
    meanwhile(process: ProcessId): string | null {
        const ran = [...(this.handlers.get(process) ?? [])];
        if (ran.length === 0 || this.of(process)?.kind === "handlerReturned") return null;
        return `Meanwhile ${ran.map(([what, times]) => (times === 1 ? what : `${what} (${times} times)`)).join(", and ")}.`;
    }

    /** Whoever did it. */
    get latest(): Event | null {
        return this.lastTelling;
    }

    /** The process that stopped last for the debugger. */
    get stopped(): ProcessId | null {
        return this.lastStopped;
    }

    /** All that may be asked for now. */
    get candidates(): ReadonlySet<Event> {
        const events = [...this.choices.values()].flatMap(({ event, beforeWait }) => [event, beforeWait]);
        return new Set([...events, this.lastTelling].filter((event) => event !== null));
    }

    private countHandler({ process, handler, signal }: HandlerReturned): void {
        const what = `${handler === null ? "a handler" : `the handler ${handler.function}`} ran for ${signal}`;
        const counts = this.handlers.get(process) ?? new Map<string, number>();
        this.handlers.set(process, counts.set(what, (counts.get(what) ?? 0) + 1));
    }

    private choose(process: ProcessId, event: Event): void {
        const before = this.choices.get(process);
        if (event.kind === "processResumed") {
            if (before !== undefined) this.choices.set(process, { ...before, past: true });
        } else if (event.kind === "callResumed") {
            if (before?.event.kind === "callBlocked") this.choices.set(process, afterWait(before));
        } else if (before === undefined || before.past ? mayBegin(event) : mayFollow(event, before.event)) {
            const beforeWait = event.kind === "callBlocked" && before?.past === false ? before.event : null;
            this.choices.set(process, { event, past: false, beforeWait });
        }
    }
}

function afterWait({ event, beforeWait }: Choice): Choice {
    return beforeWait === null ? { event, past: true, beforeWait } : { event: beforeWait, past: false, beforeWait: null };
}

function mayBegin(event: Event): boolean {
    return isTelling(event) || event.kind === "processStopped";
}

/**
 * A signal that arrives as a call returns is no news beside what the call did, unless it stops the process; neither is that its
 * handler has ended. What a line of the program did is told before what happened without one.
 */
function mayFollow(event: Event, before: Event): boolean {
    if (event.kind === "processStopped") return event.signal !== undefined || (hasLine(event) && isByNoLine(before));
    if (isByNoLine(event) && before.process === event.process && before.kind !== "programExecuted" && hasLine(before)) return false;
    return isTelling(event) && event.kind !== "signalDelivered" && event.kind !== "handlerReturned";
}

function hasLine({ source, begunAt }: Event): boolean {
    return source !== undefined || begunAt !== undefined;
}

function isByNoLine(event: Event): boolean {
    return event.call !== undefined && !hasLine(event);
}
