import assert from "node:assert/strict";
import { Channels } from "../../webview/channels/channels";
import { insertedAt } from "../../webview/layout/insertedAt";
import { known } from "../../webview/layout/known";
import { Layouts } from "../../webview/layout/layouts";
import type { View } from "../../webview/layout/view";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { inheritedEnd } from "../webview/stories/many";
import { prefork } from "../webview/stories/prefork";
import type { Story } from "../webview/story";

function sceneAtStop({ events, stops }: Story): Scene {
    return sceneOf(stateAt(events, present(stops.at(-1))), null, null);
}

describe("a card that is put somewhere in its column", () => {
    const column = [
        { id: "a", at: 40, size: 100 },
        { id: "b", at: 160, size: 100 },
        { id: "c", at: 280, size: 100 },
    ];

    it("stands where it is put when there is room, and nobody else moves", () => {
        assert.deepEqual([...insertedAt(column, "a", 400, 40, 20)], [["a", 400]]);
    });

    it("pushes those behind it, no further than they must, and none before it", () => {
        assert.deepEqual(
            [...insertedAt(column, "c", 100, 40, 20)],
            [
                ["c", 160],
                ["b", 280],
            ],
        );
        assert.deepEqual(
            [...insertedAt(column, "c", -50, 40, 20)],
            [
                ["c", 40],
                ["a", 160],
                ["b", 280],
            ],
        );
    });

    it("is nothing for a card that is not there", () => {
        assert.equal(insertedAt(column, "z", 100, 40, 20).size, 0);
    });
});

describe("cards that the user arranges", () => {
    const view: View = { width: 1900, descriptions: true, unfolded: [], focused: null };
    const scene = sceneAtStop(inheritedEnd());

    it("stay where they were put, with no card over another and no edge through one", () => {
        const layouts = new Layouts();
        const before = layouts.next(scene, view, 900);
        const { x } = known(before.boxes, "p3");
        layouts.move("p3", { x, y: 20 });
        const now = layouts.next(scene, view, 900);
        assert.ok(known(now.boxes, "p3").y < known(now.boxes, "p2").y, "p3 is above p2");
        assert.deepEqual(known(now.boxes, "p1"), known(before.boxes, "p1"), "the other side stays");
        assert.deepEqual(layouts.next(scene, view, 900).boxes, now.boxes, "and so it stays");
        const all = [...now.boxes];
        for (const [id, box] of all) {
            for (const [other, { x: left, y, height }] of all) {
                if (id !== other && left === box.x) assert.ok(y + height <= box.y || box.y + box.height <= y, `${id} and ${other}`);
            }
        }
    });

    it("change to the other side of the objects, with their edges", () => {
        const layouts = new Layouts();
        const before = layouts.next(scene, view, 900);
        layouts.move("p3", { x: known(before.boxes, "p1").x + 30, y: 600 });
        const now = layouts.next(scene, view, 900);
        assert.equal(known(now.boxes, "p3").x, known(before.boxes, "p1").x);
        assert.equal(known(now.places, "p3").side, "left");
        assert.ok(now.edges.some((edge) => edge.touches.includes("p3:4")));
    });

    it("keep their places through fit when they are pinned, and not otherwise", () => {
        const frame = { width: 1900, height: 2000 };
        const server = sceneAtStop(prefork());
        const layouts = new Layouts();
        const before = layouts.next(server, view, frame.height);
        const { x } = known(before.boxes, "p1");
        layouts.move("p1", { x, y: 1200 });
        const moved = known(layouts.next(server, view, frame.height).boxes, "p1").y;
        layouts.fit(server, { ...view, pinned: ["p1"] }, frame);
        assert.equal(known(layouts.next(server, view, frame.height).boxes, "p1").y, moved);
        layouts.fit(server, view, frame);
        assert.notEqual(known(layouts.next(server, view, frame.height).boxes, "p1").y, moved);
    });

    it("do the same in Channels, within their layer, and through tidying up", () => {
        const server = sceneAtStop(prefork());
        const wide: View = { ...view, unfolded: [] };
        const channels = new Channels();
        const before = channels.next(server, wide, 900).placement;
        const { x, y } = known(before.boxes, "p1");
        channels.move("p1", { x, y: y + 400 });
        const now = channels.next(server, wide, 900).placement;
        assert.equal(known(now.boxes, "p1").x, x);
        assert.ok(Math.abs(known(now.boxes, "p1").y - y - 400) < 4);
        for (const [id, box] of before.boxes) if (id !== "p1") assert.deepEqual(now.boxes.get(id), box, `${id} stays`);
        channels.tidy();
        const tidied = channels.next(server, { ...wide, pinned: ["p1"] }, 900).placement;
        assert.equal(known(tidied.boxes, "p1").y, known(now.boxes, "p1").y);
        channels.tidy();
        assert.notEqual(known(channels.next(server, wide, 900).placement.boxes, "p1").y, known(now.boxes, "p1").y);
    });

    it("are nobody's when there is no such card", () => {
        const layouts = new Layouts();
        const before = layouts.next(scene, view, 900);
        layouts.move("p99", { x: 0, y: 0 });
        assert.deepEqual(layouts.next(scene, view, 900).boxes, before.boxes);
        new Layouts().move("p1", { x: 0, y: 0 });
        new Channels().move("p1", { x: 0, y: 0 });
    });
});
