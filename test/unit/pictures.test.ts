import assert from "node:assert/strict";
import { present } from "../present";
import { lsWc } from "../webview/stories/lsWc";
import type { View } from "../../webview/layout/view";
import type { Picture } from "../../webview/picture";
import { Pictures, type Shown } from "../../webview/pictures";
import { reviewOf } from "./reviewed";

const trace = reviewOf(lsWc().events);
const view: View = { width: 1000, descriptions: true, unfolded: [], focused: null, pinned: [] };
const height = 600;

/** Pictures of the trace's end, and what was posted of them; the page has shown each at once. */
function drawing(): { readonly pictures: Pictures; readonly posted: readonly Picture[] } {
    const posted: Picture[] = [];
    const shown: Shown = {
        title: "ls | wc",
        phase: "recorded",
        notices: [],
        state: trace.stateAt(trace.length),
        before: trace.stateAt(trace.length - 1),
        caption: null,
        layouts: new Map(),
        settled: true,
        sentAt: null,
    };
    const pictures: Pictures = new Pictures(shown, ({ picture }) => {
        posted.push(picture);
        queueMicrotask(() => pictures.tell({ type: "shown" }));
    });
    return { pictures, posted };
}

const afterwards = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, 0));

describe("pictures of a moment", () => {
    it("come for another view, and not for the same", async () => {
        const { pictures, posted } = drawing();
        pictures.tell({ type: "view", view, height });
        await afterwards();
        pictures.tell({ type: "view", view: { ...view }, height });
        await afterwards();
        assert.equal(posted.length, 1);
        pictures.tell({ type: "view", view, height: height + 1 });
        await afterwards();
        assert.equal(posted.length, 2);
    });

    it("turn to the process of an event at once: when the page asks for that, it is there", async () => {
        const { pictures, posted } = drawing();
        pictures.tell({ type: "view", view, height });
        await afterwards();
        pictures.focus(trace.events.thread(trace.length).pid);
        pictures.changed(true);
        await afterwards();
        const { focused } = present(posted.at(-1));
        assert.equal(focused, trace.events.thread(trace.length).pid);
        pictures.tell({ type: "view", view: { ...view, focused }, height });
        await afterwards();
        assert.equal(posted.length, 2);
    });

    it("have the places of the view that is shown, and of no other", async () => {
        const { pictures, posted } = drawing();
        pictures.tell({ type: "view", view, height });
        await afterwards();
        pictures.tell({ type: "choose", view: "channels" });
        await afterwards();
        pictures.tell({ type: "choose", view: "tables" });
        await afterwards();
        assert.deepEqual(
            posted.map(({ placement, channels }) => [placement !== null, channels !== null]),
            [
                [true, false],
                [false, true],
                [true, false],
            ],
        );
        assert.deepEqual(posted[2]?.placement, posted[0]?.placement);
    });
});
