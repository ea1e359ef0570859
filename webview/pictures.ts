/**
 * Makes scene and layout of what is shown, and posts a picture at most once a frame and never before the page has shown
 * the last one. What takes long to draw is drawn less often, so that half of the time is left to what happens meanwhile.
 */
import { Channels, type Moment } from "./channels/channels";
import { ChosenView } from "./channels/chosenView";
import { Layouts } from "./layout/layouts";
import type { View } from "./layout/view";
import type { Frame } from "./layout/zoom";
import type { ObjectId } from "../tracer/model/identities";
import type { State } from "../tracer/model/state";
import type { FromWorker, Phase, PictureView, ToDrawing } from "./picture";
import type { MemoryLayout } from "./protocol/memoryLayout";
import type { Caption, Scene } from "./scene/scene";
import { sceneOf } from "./scene/sceneOf";

const millisecondsOfFrame = 16;
/** Between two pictures, however long they take. */
const longestPause = 50;

/** What there is to draw, at any moment. */
export interface Shown {
    readonly title: string;
    readonly phase: Phase;
    readonly notices: readonly string[];
    readonly state: State;
    /** Against which changes are marked. */
    readonly before: State | null;
    readonly caption: Caption | null;
    readonly layouts: ReadonlyMap<ObjectId, readonly MemoryLayout[]>;
    /** Nothing happens for a while after this moment. */
    readonly settled: boolean;
    /** Date.now() of the stop that has not been drawn yet. */
    sentAt: number | null;
}

export class Pictures {
    private view: View | null = null;
    private height = 0;
    private readonly layouts = new Layouts();
    private readonly channels = new Channels();
    private readonly chosen = new ChosenView();
    /** To be fitted into with the next picture. */
    private frameToFit: Frame | null = null;
    private pageIsBusy = false;
    private waiting: ReturnType<typeof setTimeout> | null = null;
    private stale = false;
    /** The last picture. Milliseconds. */
    private made = { took: 0, at: -Infinity };
    private showsRuntimes = false;

    constructor(
        private readonly shown: Shown,
        private readonly post: (message: FromWorker) => void,
    ) {}

    /** Another recording: everything finds a place of its own. */
    reset(): void {
        for (const each of [this.layouts, this.channels, this.chosen]) each.reset();
    }

    /** From the next picture on this process stands out: who shows an event need not wait for the page to ask for it. */
    focus(pid: number): void {
        if (this.view !== null) this.view = { ...this.view, focused: pid };
    }

    /** What is shown has changed. `atOnce`: a stop is drawn without waiting for more. */
    changed(atOnce: boolean): void {
        this.stale = true;
        this.draw(atOnce);
    }

    tell(message: ToDrawing): void {
        switch (message.type) {
            case "view": {
                const isSame = JSON.stringify([this.view, this.height]) === JSON.stringify([message.view, message.height]);
                ({ view: this.view, height: this.height } = message);
                return isSame ? undefined : this.changed(true);
            }
            case "fit":
                this.frameToFit = message.frame;
                if (this.frameToFit === null) for (const each of [this.layouts, this.channels]) each.unfit();
                return this.changed(true);
            case "choose":
                this.chosen.choice = message.view;
                return this.changed(true);
            case "runtimes":
                this.showsRuntimes = message.shown;
                return this.changed(true);
            case "tidy":
                this.channels.tidy();
                return this.changed(true);
            case "move":
                if (this.view !== null && this.chosen.of(this.sceneNow()) === "channels") this.channels.move(message.id, message);
                else this.layouts.move(message.id, message);
                return this.changed(true);
            case "shown":
                this.pageIsBusy = false;
                if (this.stale) this.draw(this.shown.sentAt !== null || this.pauseLeft <= 0);
        }
    }

    private draw(atOnce: boolean): void {
        const { view, height, shown } = this;
        if (this.pageIsBusy || view === null) return;
        if (!atOnce) {
            this.waiting ??= setTimeout(() => this.draw(true), Math.max(millisecondsOfFrame, this.pauseLeft));
            return;
        }
        if (this.waiting !== null) clearTimeout(this.waiting);
        this.waiting = null;
        const begun = performance.now();
        const scene = this.sceneNow();
        const isChannels = this.chosen.of(scene) === "channels";
        const zoom = this.frameToFit === null ? null : (isChannels ? this.channels : this.layouts).fit(scene, view, this.frameToFit);
        this.frameToFit = null;
        // What is not shown is not followed: what has come meanwhile finds its place when one turns to it.
        const inView: PictureView = isChannels
            ? { placement: null, channels: this.channels.next(scene, view, height, this.momentNow()) }
            : { placement: this.layouts.next(scene, view, height), channels: null };
        const { title, phase, notices, sentAt } = shown;
        shown.sentAt = null;
        this.stale = false;
        this.pageIsBusy = true;
        this.post({ type: "picture", picture: { title, phase, notices, scene, ...inView, focused: view.focused, zoom, sentAt } });
        const at = performance.now();
        this.made = { took: at - begun, at };
    }

    /** Milliseconds until the next picture may come. */
    private get pauseLeft(): number {
        const { took, at } = this.made;
        return Math.min(took, longestPause) - (performance.now() - at);
    }

    private momentNow(): Moment {
        const { phase, sentAt } = this.shown;
        if (phase === "running") return "steps";
        return sentAt !== null || phase !== "stopped" ? "stops" : "stands";
    }

    private sceneNow(): Scene {
        const { state, before, caption, layouts, settled } = this.shown;
        return sceneOf(state, before, caption, layouts, this.showsRuntimes, settled);
    }
}
