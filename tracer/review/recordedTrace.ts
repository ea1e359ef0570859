/**
 * A trace as a document: its events by number and by time, the state at any of them, what was waited for, what came of what.
 *
 * It grows as its events come, so that a live one and one that is being opened are the same thing. Events are named by their seq, from 1;
 * 0 is the very beginning. Times are seconds since the start of the trace.
 */
import type { Event } from "../model/event";
import type { State } from "../model/state";
import { Causes } from "./causes/causes";
import { Circumstances, type SavedCircumstances } from "./circumstances";
import type { SavedDurations } from "./durations";
import { EventTable, type SavedTable } from "./eventTable";
import { InFlight } from "./inFlight";
import { Keyframes, type SavedKeyframe } from "./keyframes";
import type { SavedColumn } from "./column";
import { lastEndOf } from "./lastEnd";
import { Links } from "./links";
import { PackedEvents, type SavedEvents } from "./packing/packedEvents";
import { ValuePacker } from "./packing/valuePacker";
import { originsIn, readersIn, type Origin, type Reader } from "./provenance";
import { Programs, type SavedPrograms } from "./programs";
import { Waits, type BlockedSpan, type SavedWaits } from "./waits";
import { Words } from "./words";

/** All of a trace that is read, as plain values (`archive/`). */
export interface SavedTrace {
    readonly events: SavedTable;
    readonly durations: SavedDurations;
    readonly waits: SavedWaits;
    readonly links: readonly SavedColumn[];
    readonly programs: SavedPrograms;
    readonly inFlight: readonly SavedColumn[];
    readonly keyframes: readonly SavedKeyframe[];
    readonly packed: SavedEvents;
    readonly circumstances: SavedCircumstances;
}

export class RecordedTrace {
    readonly events = new EventTable();
    readonly waits = new Waits(this.events);
    readonly links = new Links();
    readonly programs = new Programs();
    readonly circumstances = new Circumstances();

    private readonly packer = new ValuePacker(new Words());
    private readonly packed = new PackedEvents(this.events, this.packer);
    private readonly keyframes = new Keyframes((seq) => this.packed.event(seq), this.packer);
    private readonly inFlight = new InFlight();
    private readonly causes = new Causes(this.events, this.waits, this.links, this.inFlight);

    /** The number of events, and the seq of the last. */
    get length(): number {
        return this.events.length;
    }

    /** When the last event was. */
    get endTime(): number {
        return this.events.time(this.length);
    }

    /**
     * The next events, in order: best those of one record, at least not parts of one. `look`: the state after all of them. `duration`: nanoseconds for which the call lasted that they tell of;
     * null: not known.
     */
    append(events: readonly Event[], look: () => State, duration: number | null = null): void {
        /** The first event of each call that has returned. */
        const returns: Event[] = [];
        for (const [index, event] of events.entries()) {
            const ofReturn = event.call !== undefined && event.kind !== "callBlocked";
            const isReturn = ofReturn && !returns.some((other) => isOfSameCall(event, other));
            if (isReturn) returns.push(event);
            this.events.add(event, ofReturn ? duration : null, isReturn, index === 0);
            this.packed.add(event);
            const blocked = this.inFlight.see(event, this.events.threadNumber(event.seq));
            if (blocked !== null) this.links.move(blocked, event.seq);
            this.causes.see(event);
            this.programs.see(event);
        }
        this.keyframes.add(this.length, look);
    }

    /** All events, those of a record together. */
    *records(): Generator<readonly Event[], void, void> {
        let events: Event[] = [];
        for (let seq = 1; seq <= this.length; seq++) {
            if (this.events.isFirst(seq) && events.length > 0) {
                yield events;
                events = [];
            }
            events.push(this.event(seq));
        }
        if (events.length > 0) yield events;
    }

    /** Throws a RangeError when there is no event with this seq. */
    event(seq: number): Event {
        return this.packed.event(seq);
    }

    /**
     * Where the bytes of a read (or the message that was received) came from, in their order: of those from one place in it to another.
     * Empty where no account is kept of that (files, terminals).
     */
    provenance(seq: number, from = 0, to = Infinity): readonly Origin[] {
        return originsIn(this.event(seq), (write) => this.inFlight.returned(write), from, to);
    }

    /** Who got the bytes of a write (or the message that was sent), in the order of the reads. */
    readersOf(seq: number, from = 0, to = Infinity): readonly Reader[] {
        return this.links.effectsOf(seq).flatMap((link) => readersIn(this.provenance(link.to), seq, link.to, from, to));
    }

    /**
     * seq of what ended a wait; null: it is not known, or it ended by itself. Beyond what the wait says, this looks for the close or the end
     * of a process that left a pipe without a writer.
     */
    enderOf(wait: BlockedSpan): number | null {
        const asked = {
            kind: (seq: number) => this.events.kind(seq),
            event: (seq: number) => this.event(seq),
            stateAt: (seq: number) => this.stateAt(seq),
        };
        return wait.endedBy ?? lastEndOf(wait, asked, this.length);
    }

    /** The kernel's objects after this event. Throws a RangeError when there is none with this seq. */
    stateAt(seq: number): State {
        return this.keyframes.stateAt(seq);
    }

    stateAtTime(time: number): State {
        return this.stateAt(this.events.lastAt(time));
    }

    /**
     * As it is now; nothing may be appended meanwhile, nor afterwards. Takes a while, and pauses often. The keyframes come first, since what they share with the
     * events stands with those.
     */
    *saving(): Generator<void, SavedTrace, void> {
        const keyframes = yield* this.keyframes.saving();
        return {
            events: this.events.save(),
            durations: this.events.saveDurations(this.waits.beginsByEnd(this.length)),
            waits: this.waits.save(),
            links: this.links.save(),
            programs: this.programs.save(),
            inFlight: this.inFlight.save(),
            keyframes,
            packed: this.packed.save(),
            circumstances: this.circumstances.save(),
        };
    }

    /** A trace that was saved; nothing can be appended to it. */
    static load(saved: SavedTrace): RecordedTrace {
        const trace = new RecordedTrace();
        trace.events.load(saved.events);
        trace.waits.load(saved.waits);
        trace.events.loadDurations(saved.durations, trace.waits.beginsByEnd(trace.length));
        trace.links.load(saved.links);
        trace.programs.load(saved.programs);
        trace.inFlight.load(saved.inFlight);
        trace.packed.load(saved.packed);
        trace.circumstances.load(saved.circumstances);
        trace.keyframes.load(saved.keyframes);
        return trace;
    }
}

function isOfSameCall(one: Event, other: Event): boolean {
    return one.time === other.time && one.tid === other.tid && one.process === other.process && one.call === other.call;
}
