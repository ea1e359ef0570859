/** Follows the host's messages: the model's state, the states at the last two stops, and what to say. */
import type { Event } from "../tracer/model/event";
import { advance } from "../tracer/model/apply";
import { Draft } from "../tracer/model/draft";
import { isTelling, sentence, type Sentence } from "../tracer/model/sentence";
import type { ProcessId } from "../tracer/model/identities";
import type { State } from "../tracer/model/state";
import type { Phase } from "./picture";
import type { HostMessage } from "./protocol/messages";
import { unpackEvents } from "./protocol/packedEvents";

/** An event that a sentence tells of, and the state after it. */
interface Told {
    readonly event: Event;
    readonly state: State;
}

export class Recording {
    title = "";
    phase: Phase = "waiting";
    notices: readonly string[] = [];
    /** Date.now() of the stop that has not been drawn yet. */
    sentAt: number | null = null;

    private draft = new Draft();
    private atStop: State | null = null;
    private atStopBefore: State | null = null;
    private latest: Told | null = null;
    /** The latest of each process since the previous stop. */
    private readonly latestOf = new Map<ProcessId, Told>();
    /** What the stop shows: the sentence stays while records of other processes still come in. */
    private atStopTold: Told | null = null;

    receive(message: HostMessage): void {
        switch (message.type) {
            case "reset":
                this.title = message.title;
                this.phase = message.live ? "running" : "recorded";
                this.notices = [];
                this.draft = new Draft();
                this.atStop = null;
                this.atStopBefore = null;
                this.latest = null;
                this.latestOf.clear();
                this.atStopTold = null;
                this.sentAt = null;
                return;
            case "events":
                this.follow(unpackEvents(message.events));
                return;
            case "stopped":
                this.phase = "stopped";
                this.atStopBefore = this.atStop;
                this.atStop = this.state;
                this.sentAt = message.sentAt;
                // What the stopped process did is what the user asked for; others may have gone on a little since.
                this.atStopTold = this.latestOf.get(message.process ?? "") ?? this.latest;
                this.latestOf.clear();
                return;
            case "running":
                this.phase = "running";
                return;
            case "ended":
                this.phase = "ended";
                if (message.message !== null) this.notice(message.message);
                return;
            case "notice":
                this.notice(message.text);
                return;
            case "focus":
                return;
        }
    }

    get state(): State {
        return this.draft.look();
    }

    /** The state against which changes are marked: at a stop the stop before, while running the last one. */
    get before(): State | null {
        return this.phase === "stopped" ? this.atStopBefore : this.atStop;
    }

    get sentence(): Sentence | null {
        const told = this.phase === "stopped" ? this.atStopTold : this.latest;
        return told === null ? null : sentence(told.event, told.state);
    }

    /** Of each process only the last event that is worth a sentence keeps the state after it. */
    private follow(events: readonly Event[]): void {
        const told = new Set(lastTellingOfEach(events).values());
        for (const event of events) {
            advance(this.draft, event);
            if (event.kind === "traceNote") this.notice(event.text);
            if (!told.has(event)) continue;
            this.latest = { event, state: this.draft.look() };
            this.latestOf.set(event.process, this.latest);
        }
    }

    private notice(text: string): void {
        if (!this.notices.includes(text)) this.notices = [...this.notices, text];
    }
}

function lastTellingOfEach(events: readonly Event[]): ReadonlyMap<ProcessId, Event> {
    const last = new Map<ProcessId, Event>();
    for (const event of events) if (isTelling(event)) last.set(event.process, event);
    return last;
}
