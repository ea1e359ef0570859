/** Stories and their pictures in Channels, for tests. */
import { Channels } from "../../webview/channels/channels";
import type { ChannelsPicture } from "../../webview/channels/channelsPicture";
import type { ChartPlacement } from "../../webview/channels/chartPlacement";
import { boxOfLabel } from "../../webview/channels/linkLabel";
import type { View } from "../../webview/layout/view";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { readabilityOf } from "../bench/measure/readability";
import { present } from "../present";
import { stateAt, statesOf } from "../webview/replay";
import { counters, ownTables } from "../webview/stories/counters";
import { crowd, manyJobs, manyStages, oddShapes } from "../webview/stories/crowd";
import { family } from "../webview/stories/family";
import { fifo, fifoOpening } from "../webview/stories/fifo";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import { inheritedEnd, jobServer, sixStages, sixtyChildren } from "../webview/stories/many";
import { socketPairs, socketServer } from "../webview/stories/pairs";
import { pipeline } from "../webview/stories/pipeline";
import { preforkEnds } from "../webview/stories/prefork";
import { longQueue, manyQueues, manyReceivers, queue } from "../webview/stories/queue";
import type { Story } from "../webview/story";

/** A story, or events that were told in other words. */
export type Told = Pick<Story, "events" | "stops">;

export const stories: Readonly<Record<string, () => Told>> = {
    counters,
    crowd,
    family,
    fifo,
    fifoOpening,
    fullPipe,
    inheritedEnd,
    jobServer,
    longQueue,
    lsWc,
    manyJobs: () => manyJobs(40),
    manyQueues,
    manyReceivers,
    manyStages,
    oddShapes,
    ownTables,
    pipeline,
    preforkEnds,
    queue,
    sixStages,
    sixtyChildren: () => sixtyChildren(30),
    socketPairs: () => socketPairs(7),
    socketServer,
};
export const widths = [400, 900, 1900];
export const height = 800;

export function view(width: number, unfolded: readonly string[] = [], focused: number | null = null): View {
    return { width, descriptions: true, unfolded, focused };
}

/** The last picture of a story at a stop, found all at once. */
export function pictureAt(story: Told, width: number, unfolded: readonly string[] = [], stop = -1): ChannelsPicture {
    return new Channels().next(sceneAtStop(story, stop), view(width, unfolded), height);
}

export function sceneAtStop(story: Told, stop = -1): Scene {
    return sceneOf(stateAt(story.events, present(story.stops.at(stop))), null, null);
}

export interface SceneAt {
    readonly scene: Scene;
    readonly at: number;
}

const known = new Map<() => Told, readonly SceneAt[]>();

/** After each event. */
export function scenesOf(story: () => Told): readonly SceneAt[] {
    const scenes = known.get(story) ?? statesOf(story().events).map((state) => ({ scene: sceneOf(state, null, null), at: state.at }));
    known.set(story, scenes);
    return scenes;
}

/** Where the window has no size, of everything but the window. */
export function readabilityOfChart({ boxes, links }: ChartPlacement, frame = { width: 1, height: 1 }): ReturnType<typeof readabilityOf> {
    const lines = links.map(({ path, background }) => ({ path, pale: background }));
    return readabilityOf({
        boxes,
        lines,
        labels: links.flatMap(({ label }) => (label === null ? [] : [boxOfLabel(label)])),
        zoom: 1,
        frame,
    });
}
