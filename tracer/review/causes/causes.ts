/** What came of what, as far as the events say: each looks back at those before it. Nothing is guessed: what is not known has no cause. */
import type { Event } from "../../model/event";
import type { EventTable } from "../eventTable";
import type { InFlight } from "../inFlight";
import type { LinkKind, Links } from "../links";
import type { BlockedSpan, Waits } from "../waits";
import type { CauseRule, Seen } from "./causeRule";
import { eventfdRule, futexRule, lockRule, semaphoreRule } from "./handovers";
import { Births, endsAndWaits } from "./lives";
import { meetingRule } from "./meetings";
import { movedBytes } from "./moved";
import { signalRule } from "./signals";
import { storeRule } from "./stores";

type Handler = (event: Event, seen: Seen) => void;

export class Causes implements Seen {
    /** By the thread's number: its wait that has not ended, and the last that has. */
    private readonly open = new Map<number, number>();
    private readonly over = new Map<number, number>();
    /** By the thread's number: the seq of its last event. */
    private readonly previous = new Map<number, number>();
    private readonly births = new Births();
    private readonly handlers = new Map<string, Handler[]>();

    constructor(
        private readonly table: EventTable,
        private readonly waits: Waits,
        private readonly links: Links,
        inFlight: InFlight,
    ) {
        const rules: readonly CauseRule[] = [
            movedBytes(inFlight),
            this.births.rule,
            endsAndWaits(),
            signalRule,
            lockRule(),
            semaphoreRule(),
            futexRule(),
            eventfdRule(),
            storeRule(),
            meetingRule(),
        ];
        for (const rule of rules) {
            for (const [kind, handler] of Object.entries(rule)) {
                this.handlers.set(kind, [...(this.handlers.get(kind) ?? []), handler as Handler]);
            }
        }
    }

    /** The table must have the event already. */
    see(event: Event): void {
        const thread = this.table.threadNumber(event.seq);
        this.follow(event, thread);
        const birth = this.births.firstStep(event.process, event.tid);
        if (birth !== null) this.link(birth.seq, event.seq, birth.kind);
        for (const handler of this.handlers.get(event.kind) ?? []) handler(event, this);
        this.previous.set(thread, event.seq);
    }

    link(from: number, to: number, kind: LinkKind): void {
        this.links.add(from, to, kind);
        const wait = this.waitBefore({ seq: to });
        // A child may have given up its descriptors before its parent waits for its end.
        if (wait?.endedBy === null && (from > wait.from || kind === "exit")) this.endedBy(wait, from);
    }

    waitBefore({ seq }: Pick<Event, "seq">): BlockedSpan | null {
        const thread = this.table.threadNumber(seq);
        const index = this.over.get(thread);
        if (index === undefined) return null;
        const wait = this.waits.at(index);
        const previous = this.previous.get(thread);
        if (wait.to === null || seq <= wait.to || (previous !== wait.to && previous !== seq)) return null;
        return this.isOfCall(seq, wait.call, wait.to) ? wait : null;
    }

    endedBy(wait: BlockedSpan, seq: number): void {
        this.waits.endedBy(wait.index, seq);
    }

    /** All events of a call's return have one time; of one that a signal interrupted, the signal is what follows. */
    private isOfCall(seq: number, call: string, resumed: number): boolean {
        if (this.table.kind(resumed) === "callInterrupted") return this.table.call(seq) === null;
        return this.table.call(seq) === call && this.table.time(seq) === this.table.time(resumed);
    }

    private follow(event: Event, thread: number): void {
        switch (event.kind) {
            case "callBlocked":
                this.open.set(thread, this.waits.begin(event.seq, thread, event.awaits.what));
                return;
            case "callResumed":
            case "callInterrupted":
            case "threadExited":
                return this.endWait(thread, event.seq);
            case "processExited":
                for (const { index, process } of this.table.threads.all) if (process === event.process) this.endWait(index, event.seq);
                return;
            default:
                return;
        }
    }

    private endWait(thread: number, seq: number): void {
        const index = this.open.get(thread);
        if (index === undefined) return;
        this.open.delete(thread);
        this.over.set(thread, index);
        this.waits.end(index, seq);
    }
}
