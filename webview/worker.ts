/**
 * The diagram's worker: follows the events, makes scene and layout, and posts a picture at most once a frame and never
 * before the page has shown the last one. A stop is drawn at once.
 */
import { place } from "./layout/place";
import type { Placement } from "./layout/placement";
import { arrange, type Arrangement, type View } from "./layout/view";
import type { FromWorker, ToWorker } from "./picture";
import { Recording } from "./recording";
import { sceneOf } from "./scene/sceneOf";

const frame = 16;

const recording = new Recording();
let view: View | null = null;
/** The last placement of each kind of arrangement: a window that is made narrow and wide again finds its places. */
let placements = new Map<Arrangement["kind"], Placement>();
let pageIsBusy = false;
let waiting: ReturnType<typeof setTimeout> | null = null;
let stale = false;

addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
    switch (data.type) {
        case "host":
            if (data.message.type === "reset") placements = new Map();
            recording.receive(data.message);
            stale = true;
            draw(data.message.type === "stopped");
            return;
        case "view":
            view = data.view;
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
        waiting ??= setTimeout(() => draw(true), frame);
        return;
    }
    if (waiting !== null) clearTimeout(waiting);
    waiting = null;
    const { kind } = arrange(view);
    const scene = sceneOf(recording.state, recording.before, recording.caption);
    const placement = place(scene, placements.get(kind) ?? null, view);
    placements.set(kind, placement);
    const { title, phase, notices, sentAt } = recording;
    recording.sentAt = null;
    stale = false;
    pageIsBusy = true;
    const message: FromWorker = { type: "picture", picture: { title, phase, notices, scene, placement, sentAt } };
    postMessage(message);
}
