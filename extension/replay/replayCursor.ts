/** Where a replay is: nothing runs, the cursor moves. All sessions of a replay have one. */
import { reasons } from "./messages";
import type { Recording } from "./recording";
import { eventsOf, nextStop, setBreakpoint, type SetBreakpoint, type WantedBreakpoint } from "./stopPlaces";
import { stepTo, type Step } from "./steps";

/** The cursor has come to an event; what is shown is the moment after it. */
export interface Arrival {
    readonly seq: number;
    /** As the protocol has it in `stopped`. */
    readonly reason: string;
    /** What the user reads instead; null: the reason. */
    readonly description: string | null;
    /** The client had asked for it (`ipcscope.goToMoment`). */
    readonly asked: boolean;
}

export class ReplayCursor {
    /** Null: it has not begun. */
    arrival: Arrival | null = null;
    /** By file, the events at which each of its breakpoints stops. */
    private readonly stopsInFiles = new Map<string, readonly (readonly number[])[]>();
    private stopsAtObjects: readonly (readonly number[])[] = [];

    constructor(
        readonly recording: Recording,
        private readonly arrived: (arrival: Arrival) => void,
    ) {}

    /** seq of the moment; 0: it has not begun. */
    get seq(): number {
        return this.arrival?.seq ?? 0;
    }

    setInFile(file: string, wanted: readonly WantedBreakpoint[]): readonly SetBreakpoint[] {
        const set = wanted.map((each) => setBreakpoint(this.recording, file, each));
        this.stopsInFiles.set(
            file,
            set.map(({ hits }) => hits),
        );
        return set;
    }

    /** For each object whether it has events at which to stop. */
    setAtObjects(objects: readonly string[]): readonly boolean[] {
        this.stopsAtObjects = objects.map((object) => eventsOf(this.recording, object));
        return this.stopsAtObjects.map((hits) => hits.length > 0);
    }

    begin(): void {
        this.moveTo(this.recording.firstOwnCall(), "entry", reasons.firstCall);
    }

    /** To the next breakpoint in this direction, or the end. */
    runOn(direction: 1 | -1): void {
        const stop = nextStop([...this.stopsInFiles.values(), this.stopsAtObjects].flat(), this.seq, direction);
        if (stop === null) this.moveTo(direction === 1 ? this.recording.length : 1, "pause", direction === 1 ? reasons.end : reasons.entry);
        else this.moveTo(stop, this.stopsAtObjects.some((hits) => hits.includes(stop)) ? "data breakpoint" : "breakpoint");
    }

    /** `thread`: among those of the trace; undefined: the one that stands at the cursor. */
    step(thread: number | undefined, step: Step, direction: 1 | -1): void {
        const stepping = thread ?? this.recording.trace.events.threadNumber(this.seq);
        const to = stepTo(this.recording, stepping, this.seq, step, direction);
        this.moveTo(to, "step", to === this.seq ? (direction === 1 ? reasons.end : reasons.entry) : null);
    }

    /** As the client has asked. */
    goTo(event: number): void {
        if (event === this.seq) return;
        this.arrive({ seq: Math.min(Math.max(1, event), this.recording.length), reason: "goto", description: reasons.cursor, asked: true });
    }

    moveTo(seq: number, reason: string, description: string | null = null): void {
        this.arrive({ seq, reason, description, asked: false });
    }

    private arrive(arrival: Arrival): void {
        this.arrival = arrival;
        this.arrived(arrival);
    }
}
