/** Holds a recording against the catalogue, event by event. */
import { advance } from "../model/apply";
import { Draft } from "../model/draft";
import type { Event } from "../model/event";
import { InterruptionWatch } from "../model/interruption";
import type { ExitStatus } from "../model/owners/process";
import { catalogue } from "./catalogue";
import { byWeight, eachOnce, type Finding } from "./finding";

/** In seconds: who has not gone on in that time waits for somebody else. */
const aWhile = 0.1;

export class Diagnosis {
    private readonly draft = new Draft();
    private readonly watches = catalogue.map((rule) => ({ rule, watch: rule.watch() }));
    private readonly interruptions = new InterruptionWatch();

    /** The events of one record. */
    see(events: readonly Event[]): void {
        const [first] = events;
        if (first !== undefined && first.time - this.draft.now.time > aWhile) {
            for (const { watch } of this.watches) watch.quiet?.(this.draft.look());
        }
        this.interruptions.see(events, () => this.draft.look());
        for (const event of events) {
            for (const { watch } of this.watches) watch.see?.(event, this.draft.now);
            advance(this.draft, event);
        }
    }

    /** How the first program ended; null: it has not, or that is not recorded. */
    get firstExit(): ExitStatus | null {
        const [first] = this.draft.now.processes.values();
        return first?.exit ?? null;
    }

    /** Whether every thread that lives waits, at least one does, and none stands still for the debugger. */
    get allWait(): boolean {
        const living = [...this.draft.now.processes.values()].filter(({ exit }) => exit === null);
        return (
            living.length > 0 &&
            living.every(({ stop, suspended, threads }) => {
                return stop === null && suspended === null && [...threads.values()].every(({ call }) => call !== null);
            })
        );
    }

    /** The most decisive one first. As of now; of a trace that is over, to be asked after its last event. */
    findings(): readonly Finding[] {
        const end = this.draft.look();
        const { interruption } = this.interruptions;
        const recording = { state: interruption?.before ?? end, unfinished: interruption !== null || end.ended !== "ended" };
        const all = this.watches.flatMap(({ rule: { id, severity, about }, watch }) => {
            // What followed the end of the recording from outside came of it.
            const own = watch.findings(recording).filter(({ at = 0 }) => at <= recording.state.at);
            return own.map((finding) => ({ ...finding, id, severity, about, locations: eachOnce(finding.locations) }));
        });
        return all.toSorted(byWeight);
    }
}
