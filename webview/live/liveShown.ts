/** What the diagram of running programs shows: the present, or an earlier moment at which the user looks. */
import type { ObjectId } from "../../tracer/model/identities";
import type { State } from "../../tracer/model/state";
import type { Phase } from "../picture";
import type { Shown } from "../pictures";
import type { HostMessage } from "../protocol/messages";
import type { MemoryLayout } from "../protocol/memoryLayout";
import { LiveTrace } from "../reading/liveTrace";
import { Recording } from "../recording";
import type { Caption } from "../scene/scene";

export class LiveShown implements Shown {
    trace = new LiveTrace();
    private readonly recording = new Recording((events) => this.trace.append(events));
    /** seq; null: the present is shown. */
    private past: number | null = null;

    receive(message: HostMessage): void {
        if (message.type === "reset") {
            this.trace = new LiveTrace();
            this.past = null;
        }
        this.recording.receive(message);
    }

    /** Nothing has come for a while. */
    rest(): void {
        this.recording.rest();
        this.trace.rest();
    }

    /** null: back to the present. False: that is what is shown. */
    look(past: number | null): boolean {
        const isNew = past !== this.past;
        this.past = past;
        return isNew;
    }

    get title(): string {
        return this.recording.title;
    }

    get phase(): Phase {
        return this.past === null ? this.recording.phase : "past";
    }

    get notices(): readonly string[] {
        return this.recording.notices;
    }

    get layouts(): ReadonlyMap<ObjectId, readonly MemoryLayout[]> {
        return this.recording.layouts;
    }

    get state(): State {
        return this.past === null ? this.recording.state : this.trace.answersSoFar.state(this.past);
    }

    /** Of the past: against the moment before. */
    get before(): State | null {
        return this.past === null ? this.recording.before : this.trace.answersSoFar.state(this.past - 1);
    }

    get caption(): Caption | null {
        return this.past === null ? this.recording.caption : this.trace.answersSoFar.caption(this.past);
    }

    get settled(): boolean {
        return this.past === null ? this.recording.settled : this.trace.answersSoFar.isSettled(this.past);
    }

    get sentAt(): number | null {
        return this.past === null ? this.recording.sentAt : null;
    }

    set sentAt(sentAt: number | null) {
        if (this.past === null) this.recording.sentAt = sentAt;
    }
}
