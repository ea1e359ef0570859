/** Follows the host's messages: the model's state, the states at the last two stops, and what to say. Pure but for itself. */
import type { Event } from "../tracer/events/event";
import { apply } from "../tracer/model/apply";
import { sentence, type Sentence } from "../tracer/model/sentence";
import { emptyState, type State } from "../tracer/model/state";
import type { Phase } from "./picture";
import type { HostMessage } from "./protocol/messages";

/** Events that tell of the debugger or the trace, not of what the program did. */
const silent: ReadonlySet<Event["kind"]> = new Set(["processStopped", "processResumed", "traceEnded", "traceNote", "descriptorInherited"]);

export class Recording {
    title = "";
    phase: Phase = "waiting";
    notices: readonly string[] = [];
    state: State = emptyState;
    /** Date.now() of the stop that has not been drawn yet. */
    sentAt: number | null = null;

    private atStop: State | null = null;
    private atStopBefore: State | null = null;
    private told: { readonly event: Event; readonly state: State } | null = null;

    receive(message: HostMessage): void {
        switch (message.type) {
            case "reset":
                this.title = message.title;
                this.phase = message.live ? "running" : "recorded";
                this.notices = [];
                this.state = emptyState;
                this.atStop = null;
                this.atStopBefore = null;
                this.told = null;
                this.sentAt = null;
                return;
            case "events":
                for (const event of message.events) this.follow(event);
                return;
            case "stopped":
                this.phase = "stopped";
                this.atStopBefore = this.atStop;
                this.atStop = this.state;
                this.sentAt = message.sentAt;
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

    /** The state against which changes are marked: at a stop the stop before, while running the last one. */
    get before(): State | null {
        return this.phase === "stopped" ? this.atStopBefore : this.atStop;
    }

    get sentence(): Sentence | null {
        return this.told === null ? null : sentence(this.told.event, this.told.state);
    }

    private follow(event: Event): void {
        this.state = apply(this.state, event);
        if (!silent.has(event.kind)) this.told = { event, state: this.state };
        if (event.kind === "traceNote") this.notice(event.text);
    }

    private notice(text: string): void {
        if (!this.notices.includes(text)) this.notices = [...this.notices, text];
    }
}
