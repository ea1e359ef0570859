/** Holds a recording against the catalogue, event by event, each with the state before it. */
import type { Event, EventKind } from "../model/event";
import { InterruptionWatch } from "../model/interruption";
import type { ExitStatus } from "../model/owners/process";
import type { State } from "../model/state";
import { catalogue } from "./catalogue";
import { byWeight, eachOnce, type Finding } from "./finding";
import type { See, Watch } from "./rule";
import { whoWaits } from "./waits/whoWaits";

/** In seconds: who has not gone on in that time waits for somebody else. */
const aWhile = 0.1;

/** A state that goes on. */
export interface Moment {
    /** For asking, not for keeping. */
    readonly now: State;
    /** For whoever wants to keep it. */
    look(): State;
}

/** The record that an event is told of. */
export interface RecordOfEvent {
    /** It is the first that is told of it. */
    readonly begins: boolean;
    /** Of a thread that waited: its call has ended without all that it was made for, as a signal makes it. */
    readonly givesUp: boolean;
}

interface Hearers {
    readonly all: readonly See[];
    /** One of them may be awake, or asleep, from then on. */
    readonly mayWake: boolean;
}

export class Examination {
    private readonly watches = catalogue.map((rule) => ({ rule, watch: rule.watch() }));
    /** Those that are not always awake. */
    private readonly sleepers = this.watches.map(({ watch }) => watch).filter(({ isAwake }) => isAwake !== undefined);
    private awake: readonly Watch[] = [];
    /** By kind of event, as long as the same are awake. */
    private readonly hearers = new Map<EventKind, Hearers>();
    private readonly interruptions = new InterruptionWatch();
    private readonly look = (): State => this.moment.look();

    /** `moment` goes on by each event when that was seen. */
    constructor(private readonly moment: Moment) {}

    /** `before`: the moment as it is now, for asking. */
    see(event: Event, { begins, givesUp }: RecordOfEvent, before: State): void {
        if (begins && event.time - before.time > aWhile) {
            for (const { watch } of this.watches) watch.quiet?.(this.look());
            this.wake();
        }
        this.interruptions.seeNext(event, givesUp, this.look);
        const { all, mayWake } = this.hearers.get(event.kind) ?? this.hearersOf(event.kind);
        for (const see of all) see(event, before);
        if (mayWake || this.awake.length > 0) this.wake();
    }

    private hearersOf(kind: EventKind): Hearers {
        const all = this.watches.flatMap(({ watch }) => {
            const isAwake = watch.isAwake === undefined || this.awake.includes(watch);
            return (watch.on?.[kind] as See | undefined) ?? (isAwake ? (watch.others ?? []) : []);
        });
        const hearers = { all, mayWake: this.sleepers.some(({ on }) => on?.[kind] !== undefined) };
        this.hearers.set(kind, hearers);
        return hearers;
    }

    private wake(): void {
        const awake = this.sleepers.filter(({ isAwake }) => isAwake?.() === true);
        if (awake.length === this.awake.length && awake.every((watch, index) => watch === this.awake[index])) return;
        this.awake = awake;
        this.hearers.clear();
    }

    /** How the first program ended; null: it has not, or that is not recorded. */
    get firstExit(): ExitStatus | null {
        const [first] = this.moment.now.processes.values();
        return first?.exit ?? null;
    }

    /** Whether every thread that lives waits, at least one does, and none stands still for the debugger. */
    get allWait(): boolean {
        const living = [...this.moment.now.processes.values()].filter(({ exit }) => exit === null);
        return (
            living.length > 0 &&
            living.every(({ stop, suspended, threads }) => {
                return stop === null && suspended === null && [...threads.values()].every(({ call }) => call !== null);
            })
        );
    }

    /** What each thread that lived at the end waited for; of a recording that was ended from outside, at the last moment before that. */
    whoWaits(): readonly string[] {
        return whoWaits(this.interruptions.interruption?.before ?? this.moment.look());
    }

    /** The most decisive one first. As of now; of a trace that is over, to be asked after its last event. */
    findings(): readonly Finding[] {
        const end = this.moment.look();
        const { interruption } = this.interruptions;
        const recording = { state: interruption?.before ?? end, unfinished: interruption !== null || end.ended !== "ended" };
        const all = this.watches.flatMap(({ rule: { id, severity, about }, watch }) => {
            // What followed the end of the recording from outside came of it.
            const own = watch.findings(recording).filter(({ at = 0 }) => at <= recording.state.at);
            return own.map((finding) => ({ ...finding, id, severity, about, locations: eachOnce(finding.locations) }));
        });
        this.wake(); // What was found is followed from here on.
        return all.toSorted(byWeight);
    }
}
