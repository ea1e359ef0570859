/**
 * The diagram's worker: follows the events, makes scene and layout, and posts a picture at most once a frame and never
 * before the page has shown the last one. A stop is drawn at once.
 */
import { Channels, type Moment } from "./channels/channels";
import { ChosenView } from "./channels/chosenView";
import { Layouts } from "./layout/layouts";
import type { View } from "./layout/view";
import type { Frame } from "./layout/zoom";
import type { FromWorker, ToWorker } from "./picture";
import { Recording } from "./recording";
import type { Scene } from "./scene/scene";
import { sceneOf } from "./scene/sceneOf";

const millisecondsOfFrame = 16;

const recording = new Recording();
let view: View | null = null;
let height = 0;
const layouts = new Layouts();
const channels = new Channels();
const chosen = new ChosenView();
/** To be fitted into with the next picture. */
let frameToFit: Frame | null = null;
let pageIsBusy = false;
let waiting: ReturnType<typeof setTimeout> | null = null;
let stale = false;
let showsRuntimes = false;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    switch (data.type) {
        case "host":
            if (data.message.type === "reset") for (const each of [layouts, channels, chosen]) each.reset();
            recording.receive(data.message);
            stale = true;
            draw(data.message.type === "stopped");
            return;
        case "view":
            ({ view, height } = data);
            stale = true;
            draw(true);
            return;
        case "fit":
            frameToFit = data.frame;
            if (frameToFit === null) for (const each of [layouts, channels]) each.unfit();
            stale = true;
            draw(true);
            return;
        case "choose":
            chosen.choice = data.view;
            stale = true;
            draw(true);
            return;
        case "runtimes":
            showsRuntimes = data.shown;
            stale = true;
            draw(true);
            return;
        case "tidy":
            channels.tidy();
            stale = true;
            draw(true);
            return;
        case "move":
            if (view !== null && chosen.of(sceneNow()) === "channels") channels.move(data.id, data);
            else layouts.move(data.id, data);
            stale = true;
            draw(true);
            return;
        case "shown":
            pageIsBusy = false;
            if (stale) draw(recording.sentAt !== null);
            return;
    }
});

function draw(atOnce: boolean): void {
    if (pageIsBusy || view === null) return;
    if (!atOnce) {
        waiting ??= setTimeout(() => draw(true), millisecondsOfFrame);
        return;
    }
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const scene = sceneNow();
    const isChannels = chosen.of(scene) === "channels";
    const zoom = frameToFit === null ? null : (isChannels ? channels : layouts).fit(scene, view, frameToFit);
    frameToFit = null;
    const picture = isChannels ? channels.next(scene, view, height, momentNow()) : null;
    const placement = layouts.next(scene, view, height);
    const { title, phase, notices, sentAt } = recording;
    recording.sentAt = null;
    stale = false;
    pageIsBusy = true;
    const message: FromWorker = { type: "picture", picture: { title, phase, notices, scene, placement, channels: picture, zoom, sentAt } };
    postMessage(message);
}

function momentNow(): Moment {
    if (recording.phase === "running") return "steps";
    return recording.sentAt !== null || recording.phase !== "stopped" ? "stops" : "stands";
}

function sceneNow(): Scene {
    return sceneOf(recording.state, recording.before, recording.caption, recording.layouts, showsRuntimes);
}
