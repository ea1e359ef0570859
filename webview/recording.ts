/** Follows the host's messages: the model's state, the states at the last two stops, and what to say. */
import type { Event } from "../tracer/model/event";
import { advance } from "../tracer/model/apply";
import { Draft } from "../tracer/model/draft";
import { sentence } from "../tracer/model/sentence";
import type { ObjectId, ProcessId } from "../tracer/model/identities";
import type { State } from "../tracer/model/state";
import { Captions } from "./captions";
import type { Phase } from "./picture";
import type { MemoryLayout } from "./protocol/memoryLayout";
import type { HostMessage } from "./protocol/messages";
import { unpackEvents } from "../tracer/model/packedEvents";
import type { Caption } from "./scene/scene";
import { withVariableNames } from "./kinds/futex/variableNames";

export class Recording {
    title = "";
    phase: Phase = "waiting";
    notices: readonly string[] = [];
    /** Date.now() of the stop that has not been drawn yet. */
    sentAt: number | null = null;
    /** Nothing has happened for a while, and not since. */
    settled = false;

    /** By object, in the order of their places. */
    readonly layouts = new Map<ObjectId, readonly MemoryLayout[]>();

    private draft = new Draft();
    private atStop: State | null = null;
    private atStopBefore: State | null = null;
    private captions = new Captions();
    /** The states after the events that a caption may tell of. */
    private readonly statesAfter = new Map<Event, State>();
    /** The process whose stop was the last: until all run again, the caption is about what it does. */
    private stopped: ProcessId | null = null;

    /** `heard`: of all events as they come. */
    constructor(private readonly heard: (events: readonly Event[]) => void = () => undefined) {}

    receive(message: HostMessage): void {
        switch (message.type) {
            case "reset":
                this.title = message.title;
                this.phase = message.live ? "running" : "recorded";
                this.notices = [];
                this.draft = new Draft();
                this.settled = false;
                this.layouts.clear();
                this.atStop = null;
                this.atStopBefore = null;
                this.captions = new Captions();
                this.statesAfter.clear();
                this.stopped = null;
                this.sentAt = null;
                return;
            case "events": {
                const events = unpackEvents(message.events);
                this.follow(events, new Set(message.runtimes));
                this.heard(events);
                return;
            }
            case "stopped":
                this.phase = "stopped";
                this.atStopBefore = this.atStop;
                this.atStop = this.state;
                this.sentAt = message.sentAt;
                if (message.settled === true) this.settled = true;
                this.stopped = message.process ?? this.captions.stopped;
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
            case "layout":
                this.keepLayout(message.object, message.layout);
                return;
            case "focus":
            case "line":
            case "watching":
            case "do":
                return;
        }
    }

    /** Nothing has come for a while. Whoever stands still for the debugger may be about to go on. */
    rest(): void {
        if (this.phase !== "stopped") this.settled = true;
    }

    /** With the names that the program has for what is in its memory. */
    get state(): State {
        return this.named(this.draft.look());
    }

    /** The state against which changes are marked: at a stop the stop before, while running the last one. */
    get before(): State | null {
        return this.phase === "stopped" ? this.atStopBefore : this.atStop;
    }

    get caption(): Caption | null {
        const stopped = this.phase === "stopped" ? this.stopped : null;
        const own = stopped === null ? null : this.captions.of(stopped);
        const event = own ?? this.captions.latest;
        const state = event === null ? undefined : this.statesAfter.get(event);
        if (event === null || state === undefined) return null;
        const process = own === null ? event.process : (stopped ?? event.process);
        const { text, explanation } = sentence(event, this.named(state));
        const parts = [explanation, stopped === null ? null : this.captions.meanwhile(process)].filter((part) => part !== null);
        return { text, explanation: parts.length === 0 ? null : parts.join(" "), process };
    }

    /** Only the events that a caption may tell of keep the state after them. */
    private follow(events: readonly Event[], ofRuntimes: ReadonlySet<number>): void {
        this.captions.follow(events, ofRuntimes);
        const { candidates } = this.captions;
        for (const event of this.statesAfter.keys()) if (!candidates.has(event)) this.statesAfter.delete(event);
        if (!events.every(({ kind }) => kind === "processStopped" || kind === "processResumed")) this.settled = false;
        for (const event of events) {
            advance(this.draft, event);
            if (event.kind === "traceNote") this.notice(event.text);
            if (candidates.has(event)) this.statesAfter.set(event, this.draft.look());
        }
    }

    private named(state: State): State {
        return withVariableNames(state, this.layouts);
    }

    /** What was said of the same place before is forgotten. */
    private keepLayout(object: ObjectId, layout: MemoryLayout): void {
        const others = (this.layouts.get(object) ?? []).filter(({ offset }) => offset !== layout.offset);
        this.layouts.set(
            object,
            [...others, layout].sort((one, other) => one.offset - other.offset),
        );
    }

    private notice(text: string): void {
        if (!this.notices.includes(text)) this.notices = [...this.notices, text];
    }
}
