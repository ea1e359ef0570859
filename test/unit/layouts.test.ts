import assert from "node:assert/strict";
import { fit } from "../../webview/layout/fit";
import { isOver, Layouts } from "../../webview/layout/layouts";
import type { Placement } from "../../webview/layout/placement";
import type { View } from "../../webview/layout/view";
import { fittingZoom, readable, type Frame } from "../../webview/layout/zoom";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { stateAt, statesOf } from "../webview/replay";
import { crowd } from "../webview/stories/crowd";
import { lsWc } from "../webview/stories/lsWc";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import type { Story } from "../webview/story";

const frames: Readonly<Record<string, Frame>> = {
    "beside an editor": { width: 780, height: 517 },
    "wide": { width: 1570, height: 517 },
    "large": { width: 1900, height: 1000 },
    "narrow": { width: 372, height: 320 },
};

function viewIn(frame: Frame): View {
    return { width: frame.width, descriptions: true, unfolded: [], focused: null };
}

function sceneAtLastStop(story: Story): Scene {
    return sceneOf(stateAt(story.events, present(story.stops.at(-1))), null, null);
}

function assertInside(placement: Placement, zoom: number, frame: Frame): void {
    for (const [id, box] of placement.boxes) {
        assert.ok(box.x >= 0 && (box.x + box.width) * zoom <= frame.width, `${id} is within the width`);
        assert.ok(box.y >= 0 && (box.y + box.height) * zoom <= frame.height, `${id} is within the height`);
    }
}

describe("fitting the diagram into the window", () => {
    for (const [name, frame] of Object.entries(frames)) {
        for (const story of [lsWc, prefork, crowd]) {
            it(`shows all of ${story.name} when it is ${name}, and covers no card`, () => {
                const scene = sceneAtLastStop(story());
                const { placement, zoom } = fit(scene, viewIn(frame), frame);
                assert.ok(scene.processes.every((card) => placement.boxes.has(card.id)));
                assertInside(placement, zoom, frame);
                assertNothingCovered(placement);
            });
        }
    }

    it("leaves what can be read as it is, and draws nothing larger than life", () => {
        const frame = { width: 1000, height: 2000 };
        const { view, zoom } = fit(sceneAtLastStop(lsWc()), viewIn(frame), frame);
        assert.deepEqual([view.compact, view.descriptions, zoom], [false, true, 1]);
    });

    it("draws small cards where the others could not be read, and uses the width of the window", () => {
        const frame = present(frames["wide"]);
        const scene = sceneAtLastStop(prefork());
        const { view, placement, zoom } = fit(scene, viewIn(frame), frame);
        assert.equal(view.compact, true);
        assert.ok(placement.width * zoom > frame.width / 2, `${placement.width * zoom} of ${frame.width} pixels`);
    });

    it("can be read in a large window", () => {
        const frame = present(frames["large"]);
        assert.ok(fit(sceneAtLastStop(prefork()), viewIn(frame), frame).zoom >= readable);
    });

    it("goes below what can be read, since the user asked for all", () => {
        const frame = { width: 1200, height: 900 };
        assert.equal(fittingZoom(frame, { width: 1200, height: 3000 }), 0.3);
        assert.equal(fittingZoom(frame, { width: 1200, height: 1200 }), 0.75);
        assert.equal(fittingZoom(frame, { width: 800, height: 500 }), 1);
    });
});

describe("placements one after the other", () => {
    const frame = present(frames["wide"]);
    const view = viewIn(frame);

    it("stay fitted, card by card, until the user asks for something else", () => {
        const story = prefork();
        const states = statesOf(story.events);
        const scenes = states.slice(-40).map((state) => sceneOf(state, null, null));
        const layouts = new Layouts();
        const first = present(scenes[0]);
        const unfitted = layouts.next(first, view, frame.height);
        const zoom = layouts.fit(first, view, frame);
        let before = layouts.next(first, view, frame.height);
        assertInside(before, zoom, frame);
        assert.notDeepEqual(before.boxes, unfitted.boxes);
        for (const scene of scenes) {
            const now = layouts.next(scene, view, frame.height);
            for (const [id, { x, y }] of now.boxes) {
                const old = before.boxes.get(id);
                if (old !== undefined) assert.deepEqual([x, y], [old.x, old.y], `${id} stays`);
            }
            before = now;
        }
        layouts.unfit();
        assert.equal(layouts.next(present(scenes.at(-1)), view, frame.height).arrangement.width, unfitted.arrangement.width);
    });

    it("keep every card where it is while anything lives, and gather what remains at the end where it is out of sight", () => {
        const layouts = new Layouts();
        let before: Placement | null = null;
        for (const state of statesOf(preforkEnds().events)) {
            const scene = sceneOf(state, null, null);
            const now = layouts.next(scene, view, frame.height);
            if (isOver(scene)) {
                assert.ok(scene.processes.length > 6);
                assertInside(now, 1, frame);
                assert.deepEqual(layouts.next(scene, view, frame.height), now, "and then they stay");
            } else {
                for (const [id, { y }] of now.boxes) assert.equal(y, before?.boxes.get(id)?.y ?? y, `${id} stays`);
            }
            before = now;
        }
    });

    it("leave at the end what is in sight where it is", () => {
        const layouts = new Layouts();
        const states = statesOf(lsWc().events);
        const placements = states.map((state) => layouts.next(sceneOf(state, null, null), view, 2000));
        const [before, last] = placements.slice(-2);
        for (const [id, { y }] of present(last).boxes) assert.equal(y, present(before).boxes.get(id)?.y, id);
    });

    it("forget all of a recording with the next", () => {
        const layouts = new Layouts();
        const scene = sceneAtLastStop(prefork());
        const fresh = new Layouts().next(scene, view, frame.height);
        layouts.fit(scene, view, frame);
        layouts.reset();
        assert.deepEqual(layouts.next(scene, view, frame.height), fresh);
    });
});

describe("the cards of ended processes", () => {
    it("include that of the first program, however many ended after it was made", () => {
        const { events } = preforkEnds();
        const ids = sceneOf(stateAt(events, events.length), null, null).processes.map(({ id }) => id);
        assert.deepEqual(ids, ["p1", "p4", "p5", "p6", "p7", "p8", "p9"]);
    });
});

function assertNothingCovered({ boxes }: Placement): void {
    const all = [...boxes];
    for (const [id, box] of all) {
        for (const [other, { x, y, height }] of all) {
            if (id !== other && x === box.x) assert.ok(y + height <= box.y || box.y + box.height <= y, `${id} and ${other} overlap`);
        }
    }
}
