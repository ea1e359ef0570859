import assert from "node:assert/strict";
import { allNodes } from "../../webview/channels/chart";
import { Channels } from "../../webview/channels/channels";
import type { ChannelsPicture } from "../../webview/channels/channelsPicture";
import type { ChartPlacement } from "../../webview/channels/chartPlacement";
import { ChosenView } from "../../webview/channels/chosenView";
import { chartOf } from "../../webview/channels/chartOf";
import { boxOfLabel } from "../../webview/channels/linkLabel";
import { nearestInOrder } from "../../webview/channels/nearestInOrder";
import { aloneName, wholeName } from "../../webview/channels/unfolding";
import { isOver } from "../../webview/layout/layouts";
import type { View } from "../../webview/layout/view";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
import { overlap, readabilityOf } from "../bench/measure/readability";
import { present } from "../present";
import { stateAt, statesOf } from "../webview/replay";
import { counters, ownTables } from "../webview/stories/counters";
import { crowd, manyJobs, manyStages, oddShapes } from "../webview/stories/crowd";
import { family } from "../webview/stories/family";
import { fifo, fifoOpening } from "../webview/stories/fifo";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import { inheritedEnd, jobServer, sixStages, sixtyChildren } from "../webview/stories/many";
import { pipeline } from "../webview/stories/pipeline";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import { longQueue, manyQueues, manyReceivers, queue } from "../webview/stories/queue";
import type { Story } from "../webview/story";

const stories: Readonly<Record<string, () => Story>> = {
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
};
const widths = [400, 900, 1900];
const height = 800;

function view(width: number, unfolded: readonly string[] = [], focused: number | null = null): View {
    return { width, descriptions: true, unfolded, focused };
}

/** The last picture of a story at a stop, found all at once. */
function pictureAt(story: Story, width: number, unfolded: readonly string[] = [], stop = -1): ChannelsPicture {
    return new Channels().next(sceneAtStop(story, stop), view(width, unfolded), height);
}

function sceneAtStop(story: Story, stop = -1): Scene {
    return sceneOf(stateAt(story.events, present(story.stops.at(stop))), null, null);
}

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

describe("crowds in Channels", () => {
    it("are one card with a count and the states of its members, and their pipes one for each way", () => {
        const { chart } = pictureAt(sixtyChildren(), 900);
        const crowds = chart.users.filter((node) => node.kind === "crowd");
        assert.deepEqual(
            crowds.map(({ title, states }) => [title, states.map(({ text, members }) => `${members.length} ${text}`)]),
            [["60 × sixty", ["60 in read"]]],
        );
        const bundles = chart.channels.map((node) => (node.kind === "bundle" ? `${node.title}, ${node.detail}` : node.id));
        assert.deepEqual(bundles.sort(), ["60 pipes, 1 with data", "60 pipes, all empty"]);
    });

    it("let one member stand for itself, or all, and take them back", () => {
        const scene = sceneAtStop(sixtyChildren());
        const users = (unfolded: readonly string[], focused: number | null = null): readonly string[] =>
            chartOf(scene, { unfolded, focused, before: false }).chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id));
        const [crowdId] = chartOf(scene, { unfolded: [], focused: null, before: false }).chart.users.flatMap((node) =>
            node.kind === "crowd" ? [node.id] : [],
        );
        assert.deepEqual(users([]), ["p1", "60 × sixty"]);
        assert.deepEqual(users([aloneName("p7")]), ["p1", "p7", "59 × sixty"]);
        assert.deepEqual(
            users([], 7008),
            ["p1", "p10", "59 × sixty"].map((each) => (each === "p10" ? pidOf(scene, 7008) : each)),
        );
        assert.equal(users([wholeName(present(crowdId))]).length, 61);
    });

    it("begin with thirteen processes, and are none of fewer where the window has room for each", () => {
        assert.ok(pictureAt(prefork(), 900).chart.users.every((node) => node.kind === "process"));
    });

    it("stand for fewer where it has none; who stopped, and who could end its wait, stands for itself", () => {
        const titles = ({ chart }: ChannelsPicture): readonly string[] =>
            chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id));
        assert.deepEqual(titles(pictureAt(prefork(), 400)), ["p1", "8 × prefork"]);
        const events = prefork().blocked("p1", "read", 7, "pipe8", { what: "input" }, 46).events;
        const state = present(statesOf(events).at(-1));
        const scene = sceneOf(state, null, { process: "p1", text: "", explanation: null });
        assert.deepEqual(scene.cause[0]?.by, ["p5"]);
        const picture = new Channels().next(scene, view(400), height);
        assert.deepEqual(titles(picture), ["p1", "p5", "7 × prefork"]);
        assert.equal(readabilityOfChart(picture.placement, { width: 400, height }).outOfSight, 0);
    });

    it("are of the same parents as far as these are alike", () => {
        const { chart } = pictureAt(jobServer(), 900);
        assert.deepEqual(
            chart.users.map((node) => (node.kind === "crowd" ? node.title : node.id)),
            ["p1", "8 × gcc", "8 × cc1"],
        );
        assert.deepEqual(
            chart.ties.map(({ kind }) => kind),
            ["wait"],
        );
    });

    it("are never the stages of a pipeline", () => {
        const scene = sceneOf(present(statesOf(manyStages().events).at(-1)), null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        assert.equal(chart.users.length, 13);
    });

    it("give back the room of the ended", () => {
        const scene = sceneOf(present(statesOf(preforkEnds().events.slice(0, -5)).at(-1)), null, null);
        const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
        assert.ok(scene.processes.some(({ symbol }) => symbol === "exited"));
        assert.ok(chart.users.every((node) => node.kind === "process" && node.card.symbol !== "exited"));
    });
});

describe("both views", () => {
    for (const [name, story] of Object.entries(stories)) {
        it(`say the same of ${name}`, () => {
            for (const { scene } of scenesOf(story)) {
                const { chart } = chartOf(scene, { unfolded: [], focused: null, before: false });
                const inTables = channelRowsOf(sceneText(scene), scene);
                const drawn = chart.links.flatMap(({ rows }) => rows);
                const drawnObjects = new Set(
                    chart.channels.flatMap((node) =>
                        (node.kind === "bundle" ? node.cards : [node.card, ...(node.other === null ? [] : [node.other])]).map(
                            ({ id }) => id,
                        ),
                    ),
                );
                const shown = new Set(
                    chart.users.flatMap((node) => (node.kind === "crowd" ? node.members.map(({ id }) => id) : [node.id])),
                );
                const expected = inTables
                    .filter(({ object, process }) => drawnObjects.has(object) && shown.has(process))
                    .map(({ row }) => row);
                assert.deepEqual([...new Set(drawn)].sort(), [...new Set(expected)].sort());
                for (const card of scene.processes) if (!card.gone) assert.ok(shown.has(card.id), `${card.id} lives, and is drawn`);
                const kept = inTables.filter(({ object }) => !drawnObjects.has(object));
                for (const { process, object } of kept) {
                    assert.deepEqual(
                        [...new Set(kept.filter((each) => each.object === object).map((each) => each.process))],
                        [process],
                        `${object} has one user`,
                    );
                }
            }
        });
    }

    it("use the same words for a process", () => {
        const scene = sceneAtStop(inheritedEnd());
        const text = sceneText(scene);
        for (const node of pictureAt(inheritedEnd(), 900).chart.users) {
            assert.ok(node.kind === "process");
            for (const words of [node.card.command, node.card.stateText, node.card.detail ?? ""]) assert.ok(text.includes(words), words);
        }
    });
});

describe("the choice of the view", () => {
    it("is Channels from the seventh process on, unless the user chose", () => {
        const chosen = new ChosenView();
        const scene = sceneAtStop(prefork());
        const few = { ...scene, processes: scene.processes.slice(0, 6) };
        assert.equal(chosen.of(few), "tables");
        assert.equal(chosen.of({ ...scene, processes: scene.processes.slice(0, 7) }), "channels");
        assert.equal(chosen.of(few), "channels", "one less does not turn it over");
        chosen.choice = "tables";
        assert.equal(chosen.of(scene), "tables");
        chosen.choice = "channels";
        chosen.reset();
        assert.equal(chosen.of(few), "channels");
    });
});

interface SceneAt {
    readonly scene: Scene;
    readonly at: number;
}

const known = new Map<() => Story, readonly SceneAt[]>();

/** After each event. */
function scenesOf(story: () => Story): readonly SceneAt[] {
    const scenes = known.get(story) ?? statesOf(story().events).map((state) => ({ scene: sceneOf(state, null, null), at: state.at }));
    known.set(story, scenes);
    return scenes;
}

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

function readabilityOfChart({ boxes, links }: ChartPlacement, frame = { width: 1, height: 1 }): ReturnType<typeof readabilityOf> {
    const lines = links.map(({ path, background }) => ({ path, pale: background }));
    return readabilityOf({
        boxes,
        lines,
        labels: links.flatMap(({ label }) => (label === null ? [] : [boxOfLabel(label)])),
        zoom: 1,
        frame,
    });
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

interface ChannelRow {
    readonly process: string;
    readonly row: string;
    readonly object: string;
}

/** What the text of the Tables says of who uses which channel: a descriptor's row and its description's line, or a row without one. */
function channelRowsOf(text: string, scene: Scene): readonly ChannelRow[] {
    const channels = new Set(scene.objects.filter((card) => card.channel).map(({ id }) => id));
    const quiet = new Set(scene.edges.filter((edge) => edge.flow === "quiet" && edge.description !== null).map(({ key }) => key));
    const objectOf = new Map(
        [...text.matchAll(/^(ofd\d+) → (\S+) · /gm)].map(([, description = "", object = ""]) => [description, object]),
    );
    const rows: ChannelRow[] = [];
    let process = "";
    let table = "";
    const headings = new Map(scene.processes.map((card) => [card.id, card.rows.filter((row) => row.kind === "heading")]));
    for (const line of text.split("\n")) {
        const [, started] = /^(p\d+) /.exec(line) ?? [];
        if (started !== undefined) [process, table] = [started, ""];
        const heading = headings.get(process)?.findIndex((row) => line === `    ${row.label}:`) ?? -1;
        if (heading >= 0) table = heading === 0 ? "" : (headings.get(process)?.[heading]?.key.slice(process.length) ?? "");
        const [, fd, description] = /^ {4}(\d+) .* → (ofd\d+)/.exec(line) ?? [];
        const [, used] = /^ {4}\D.* → (\w+)(?: \(|$| \[)/.exec(line) ?? [];
        if (fd !== undefined) rows.push({ process, row: `${process}${table}:${fd}`, object: objectOf.get(description ?? "") ?? "" });
        else if (used !== undefined) rows.push({ process, row: `${process}:${used}`, object: used });
    }
    return rows.filter(({ object, row }) => channels.has(object) && !quiet.has(row));
}

function pidOf(scene: Scene, pid: number): string {
    return present(scene.processes.find((card) => card.pid === pid)).id;
}
