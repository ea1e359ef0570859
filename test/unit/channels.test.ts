import assert from "node:assert/strict";
import type { Event } from "../../tracer/model/event";
import type { Box } from "../../webview/card/card";
import { allNodes } from "../../webview/channels/chart";
import { Channels } from "../../webview/channels/channels";
import type { ChannelsPicture } from "../../webview/channels/channelsPicture";
import type { ChartPlacement } from "../../webview/channels/chartPlacement";
import { ChosenView } from "../../webview/channels/chosenView";
import { chartOf } from "../../webview/channels/chartOf";
import { nearestInOrder } from "../../webview/channels/nearestInOrder";
import { aloneName, wholeName } from "../../webview/channels/unfolding";
import type { View } from "../../webview/layout/view";
import type { Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { sceneText } from "../../webview/scene/sceneText";
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
                for (const { scene, at } of moments(story().events)) {
                    const now: ChannelsPicture = channels.next(scene, view(width), height);
                    if (before !== null) assertNothingMoved(before.placement, now.placement, at);
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
        for (const { scene } of moments(sixStages().events)) last = channels.next(scene, view(1900), height);
        const { placement } = present(last);
        channels.tidy();
        const tidied = channels.next(present([...moments(sixStages().events)].at(-1)).scene, view(1900), height);
        assert.equal(tidied.placement.arrangement, placement.arrangement + 1);
        assertLine(tidied);
    });

    it("says when it could be much clearer, and does not when it is tidy", () => {
        const channels = new Channels();
        for (const { scene } of moments(sixStages().events)) channels.next(scene, view(1900), height);
        const { scene } = present([...moments(sixStages().events)].at(-1));
        assert.equal(channels.next(scene, view(1900), height, true).untidy, true);
        channels.tidy();
        assert.equal(channels.next(scene, view(1900), height, true).untidy, false);
    });

    it("shows a pipeline as a line: to the right where there is room, else down", () => {
        assertLine(pictureAt(sixStages(), 1900));
        assert.equal(pictureAt(sixStages(), 1900).placement.metrics.direction, "right");
        assertLine(pictureAt(sixStages(), 400));
        assert.equal(pictureAt(sixStages(), 400).placement.metrics.direction, "down");
    });

    it("shows a parent and its children as a fan: pipes between them, in the order of the children", () => {
        const { chart, placement } = pictureAt(prefork(), 1900);
        const layer = (id: string): number => present(placement.cells.get(id)).layer;
        assert.equal(layer("p1"), 0);
        const children = chart.users.filter(({ id }) => id !== "p1").map(({ id }) => id);
        assert.deepEqual([...new Set(children.map(layer))], [2]);
        assert.deepEqual([...new Set(chart.channels.map(({ id }) => layer(id)))], [1]);
        const crossings = readabilityOf({
            boxes: placement.boxes,
            lines: linesOf(placement),
            zoom: 1,
            frame: { width: 1900, height },
        }).crossings;
        assert.ok(crossings <= 16, `${crossings} crossings`);
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

    it("begin with thirteen processes, and are none of fewer", () => {
        assert.ok(pictureAt(prefork(), 900).chart.users.every((node) => node.kind === "process"));
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
            for (const { scene } of moments(story().events)) {
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

function* moments(events: readonly Event[]): Generator<{ readonly scene: Scene; readonly at: number }> {
    for (const state of statesOf(events)) yield { scene: sceneOf(state, null, null), at: state.at };
}

function assertNothingMoved(before: ChartPlacement, now: ChartPlacement, at: number): void {
    // One card is no arrangement yet, and two directions have nothing in common.
    if (before.cells.size <= 1 && before.metrics.users !== now.metrics.users) return;
    for (const [id, cell] of now.cells) {
        const known = before.cells.get(id);
        if (known === undefined) continue;
        assert.deepEqual(cell, known, `${id} moved at event ${at}`);
        assert.deepEqual(now.boxes.get(id), before.boxes.get(id), `${id} changed at event ${at}`);
    }
}

function assertReadable({ chart, placement }: ChannelsPicture, at: number): void {
    const boxes = [...placement.boxes];
    assert.equal(boxes.length, allNodes(chart).length);
    for (const [index, [id, box]] of boxes.entries()) {
        assert.ok(box.x >= 0 && box.y >= 0, `${id} is inside at event ${at}`);
        for (const [other, beside] of boxes.slice(index + 1)) assert.ok(!overlap(box, beside), `${id} overlaps ${other} at event ${at}`);
    }
    const lines = placement.links.map(({ path }) => ({ path, pale: false }));
    const { throughCards } = readabilityOf({ boxes: placement.boxes, lines, zoom: 1, frame: { width: 1, height: 1 } });
    assert.equal(throughCards, 0, `a line crosses a card at event ${at}`);
}

function overlap(one: Box, other: Box): boolean {
    return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function linesOf({ links }: ChartPlacement): readonly { readonly path: string; readonly pale: boolean }[] {
    return links.map(({ path, background }) => ({ path, pale: background }));
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
