/** Where everything stands in Channels, at every moment of every story. */
import assert from "node:assert/strict";
import { Channels } from "../../webview/channels/channels";
import type { ChannelsPicture } from "../../webview/channels/channelsPicture";
import { allNodes } from "../../webview/channels/chart";
import type { ChartPlacement } from "../../webview/channels/chartPlacement";
import { nearestInOrder } from "../../webview/channels/nearestInOrder";
import { isOver } from "../../webview/layout/layouts";
import { sceneOf } from "../../webview/scene/sceneOf";
import { overlap } from "../bench/measure/readability";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { sixStages } from "../webview/stories/many";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import { height, pictureAt, readabilityOfChart, sceneAtStop, scenesOf, stories, view, widths } from "./chartPictures";

describe("the layout of Channels", () => {
    for (const [name, story] of Object.entries(stories)) {
        for (const width of widths) {
            it(`${name} in ${width} pixels: nothing that stays moves, no cards overlap, no line crosses a card`, () => {
                const channels = new Channels();
                let before: ChannelsPicture | null = null;
                for (const { scene, at } of scenesOf(story)) {
                    const now: ChannelsPicture = channels.next(scene, view(width), height);
                    if (before !== null && before.placement.arrangement === now.placement.arrangement) {
                        assertNothingMoved(before.placement, now.placement, at);
                    } else if (before !== null) {
                        const isFolded = hasCrowd(now) && !hasCrowd(before);
                        assert.ok(isFolded || isOver(scene), `everything moved at event ${at}`);
                    }
                    assertReadable(now, at);
                    before = now;
                }
                channels.tidy();
                assertReadable(channels.next(sceneOf(present(statesOf(story().events).at(-1)), null, null), view(width), height), Infinity);
            });
        }
    }

    it("tidies up only when it is asked to, and then has everything in order", () => {
        const channels = new Channels();
        let last: ChannelsPicture | null = null;
        for (const { scene } of scenesOf(sixStages)) last = channels.next(scene, view(1900), height);
        const { placement } = present(last);
        channels.tidy();
        const tidied = channels.next(present(scenesOf(sixStages).at(-1)).scene, view(1900), height);
        assert.equal(tidied.placement.arrangement, placement.arrangement + 1);
        assertLine(tidied);
    });

    it("says when it could be much clearer, and does not when it is tidy", () => {
        const channels = new Channels();
        for (const { scene } of scenesOf(sixStages)) channels.next(scene, view(1900), height);
        const { scene } = present(scenesOf(sixStages).at(-1));
        assert.equal(channels.next(scene, view(1900), height, "stands").untidy, true);
        channels.tidy();
        assert.equal(channels.next(scene, view(1900), height, "stands").untidy, false);
    });

    it("shows a pipeline as a line: to the right where there is room, else down", () => {
        assertLine(pictureAt(sixStages(), 1900));
        assert.equal(pictureAt(sixStages(), 1900).placement.metrics.direction, "right");
        assertLine(pictureAt(sixStages(), 400));
        assert.equal(pictureAt(sixStages(), 400).placement.metrics.direction, "down");
    });

    it("shows a parent and its children as a fan: pipes between them, at both sides where one has no room, and no line crosses another", () => {
        for (const [width, high, columns] of [
            [1900, 800, [2, 4, 0]],
            [900, 700, [2, 4, 0]],
            [1900, 1600, [0, 2]],
        ] as const) {
            const { chart, placement } = new Channels().next(sceneAtStop(prefork()), view(width), high);
            const layer = (id: string): number => present(placement.cells.get(id)).layer;
            assert.equal(layer("p1"), columns[0]);
            const children = chart.users.filter(({ id }) => id !== "p1").map(({ id }) => id);
            assert.deepEqual(children, ["p2", "p3", "p4", "p5", "p6", "p7", "p8", "p9"]);
            assert.deepEqual(new Set(children.map(layer)), new Set(columns.slice(1)));
            for (const { user, channel, role } of chart.links) {
                if (role === "used") assert.equal(Math.abs(layer(user) - layer(channel)), 1, `${user} beside ${channel}`);
            }
            const { crossings, outOfSight } = readabilityOfChart(placement, { width, height: high });
            assert.deepEqual({ crossings, outOfSight }, { crossings: 0, outOfSight: 0 });
        }
    });

    it("goes down in a narrow window, and cuts nothing off at its side", () => {
        for (const [name, story] of Object.entries(stories)) {
            for (const width of [400, 500, 600]) {
                const { metrics, width: own } = pictureAt(story(), width).placement;
                assert.equal(metrics.direction, "down", name);
                assert.ok(own <= width, `${name} takes ${own} of ${width} pixels`);
            }
        }
    });

    it("is laid out anew when the window gets another shape, and has all of its width in sight", () => {
        const channels = new Channels();
        const scene = sceneAtStop(prefork());
        const ways = [1900, 900, 400, 1250, 700].map((width) => {
            const { placement } = channels.next(scene, view(width), height);
            assert.ok(placement.width <= width, `${placement.width} of ${width} pixels`);
            return placement.metrics.direction;
        });
        assert.deepEqual(ways, ["right", "right", "down", "right", "right"]);
    });

    it("does not move for a scroll bar, nor when the window's height changes", () => {
        const channels = new Channels();
        const scene = sceneAtStop(sixStages());
        const { placement } = channels.next(scene, view(1900), height);
        assert.deepEqual(channels.next(scene, view(1886), height - 200).placement, placement);
    });

    it("leaves the first card where it is when the second comes", () => {
        for (const [name, story] of Object.entries(stories)) {
            for (const width of widths) {
                const channels = new Channels();
                let first: ChartPlacement | null = null;
                let second: ChartPlacement | null = null;
                for (const { scene } of scenesOf(story)) {
                    const { placement } = channels.next(scene, view(width), height);
                    if (placement.cells.size === 1) first ??= placement;
                    if (placement.cells.size > 1) second ??= placement;
                    if (second !== null) break;
                }
                if (first === null || second === null) continue;
                for (const [id, box] of first.boxes) assert.deepEqual(second.boxes.get(id), box, `${id} of ${name}, ${width}`);
            }
        }
    });

    it("brings together what remains when all have ended, once", () => {
        for (const width of widths) {
            const channels = new Channels();
            let arrangement = -1;
            for (const { scene } of scenesOf(preforkEnds)) {
                const { placement } = channels.next(scene, view(width), height);
                if (!isOver(scene)) arrangement = placement.arrangement;
                else assert.equal(placement.arrangement, arrangement + 1);
                if (isOver(scene)) assert.equal(readabilityOfChart(placement, { width, height }).outOfSight, 0);
            }
        }
    });

    it("tidies up at a stop when that is much clearer, unless something was arranged by hand", () => {
        const all = scenesOf(sixStages).map(({ scene }) => scene);
        const run = (pinned: readonly string[]): ChannelsPicture => {
            const channels = new Channels();
            for (const scene of all) channels.next(scene, { ...view(1900), pinned }, height);
            const { placement } = channels.next(present(all.at(-1)), { ...view(1900), pinned }, height, "stops");
            const again = channels.next(present(all.at(-1)), { ...view(1900), pinned }, height, "stops");
            assert.deepEqual(again.placement, placement, "once");
            return again;
        };
        assertLine(run([]));
        assert.equal(run([]).untidy, false);
        assert.equal(run(["p1"]).untidy, true);
        assert.equal(
            present(run(["p1"]).placement.cells.get("p2")).layer,
            present(run(["p1"]).placement.cells.get("p3")).layer,
            "still a fan",
        );
    });

    it("shows all of it when it is asked to, laid out for the size at which it is drawn", () => {
        for (const width of widths) {
            const channels = new Channels();
            const scene = sceneAtStop(sixStages());
            const zoom = channels.fit(scene, view(width), { width, height: 500 });
            const { placement } = channels.next(scene, view(width), 500);
            assert.ok(placement.width * zoom <= width + 1 && placement.height * zoom <= 501, `${zoom} in ${width} pixels`);
            assert.deepEqual(channels.next(scene, view(width), 500).placement, placement, "stays");
            channels.unfit();
            assert.ok(channels.next(scene, view(width), 500).placement.width <= width);
        }
    });

    it("remembers the places of the wide window while it is narrow", () => {
        const channels = new Channels();
        const scene = sceneAtStop(prefork());
        const wide = channels.next(scene, view(1000), height);
        channels.next(scene, view(400), height);
        assert.deepEqual(channels.next(scene, view(1000), height).placement.cells, wide.placement.cells);
    });

    it("shows an unfolded table over its neighbours, and moves none of them", () => {
        const [folded, unfolded] = [pictureAt(prefork(), 1000), pictureAt(prefork(), 1000, ["p3"])];
        assert.deepEqual(unfolded.placement.cells, folded.placement.cells);
        const rows = present(unfolded.placement.rows.get("p3"));
        const card = present(sceneAtStop(prefork()).processes.find(({ id }) => id === "p3"));
        assert.equal(rows.shown.length, card.rows.length);
        assert.ok(present(unfolded.placement.boxes.get("p3")).height > present(folded.placement.boxes.get("p3")).height);
    });

    it("places cards in their order as near as can be to where they want to be", () => {
        assert.deepEqual(nearestInOrder([100, 200], [20, 20], 10), [100, 200]);
        assert.deepEqual(nearestInOrder([100, 100], [20, 20], 10), [85, 115]);
        assert.deepEqual(nearestInOrder([100, 100, 500], [20, 20, 20], 10), [85, 115, 500]);
        assert.deepEqual(nearestInOrder([0, 0], [20, 20], 10, 5), [15, 45]);
    });
});

function assertNothingMoved(before: ChartPlacement, now: ChartPlacement, at: number): void {
    for (const [id, cell] of now.cells) {
        const known = before.cells.get(id);
        if (known === undefined) continue;
        assert.deepEqual(cell, known, `${id} moved at event ${at}`);
        assert.deepEqual(now.boxes.get(id), before.boxes.get(id), `${id} changed at event ${at}`);
    }
}

function hasCrowd({ chart }: ChannelsPicture): boolean {
    return chart.users.some(({ kind }) => kind === "crowd");
}

function assertReadable({ chart, placement }: ChannelsPicture, at: number): void {
    const boxes = [...placement.boxes];
    assert.equal(boxes.length, allNodes(chart).length);
    for (const [index, [id, box]] of boxes.entries()) {
        assert.ok(box.x >= 0 && box.y >= 0, `${id} is inside at event ${at}`);
        for (const [other, beside] of boxes.slice(index + 1)) assert.ok(!overlap(box, beside), `${id} overlaps ${other} at event ${at}`);
    }
    const { throughCards, coveredWords } = readabilityOfChart(placement);
    assert.equal(throughCards, 0, `a line crosses a card at event ${at}`);
    assert.equal(coveredWords, 0, `words are covered at event ${at}`);
}

/** Each stage and each pipe a layer after the one before, and all centres at one height. */
function assertLine({ placement }: ChannelsPicture): void {
    const line = ["p2", "pipe1", "p3", "pipe2", "p4", "pipe3", "p5", "pipe4", "p6", "pipe5", "p7"].map((id) =>
        present(placement.cells.get(id)),
    );
    assert.deepEqual(
        line.map(({ layer }) => layer),
        line.map((_, index) => index),
    );
    const centres = line.map(({ at, size }) => at + size / 2);
    assert.ok(Math.max(...centres) - Math.min(...centres) <= 1, `centres at ${centres.join(", ")}`);
}
