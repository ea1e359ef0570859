/** How long the diagram's scene and layout of a crowd take. */
import type { Placement } from "../../../webview/layout/placement";
import { place } from "../../../webview/layout/place";
import { sceneOf } from "../../../webview/scene/sceneOf";
import { statesOf } from "../../webview/replay";
import { crowd } from "../../webview/stories/crowd";

const view = { width: 1000, descriptions: true, unfolded: [], focused: null };

/** Milliseconds for one picture, over the last moments of the story. */
export function pictureTime(): number {
    const states = statesOf(crowd().events).slice(-50);
    let previous: Placement | null = null;
    const before = performance.now();
    for (const state of states) previous = place(sceneOf(state, null, null), previous, view);
    return (performance.now() - before) / states.length;
}
