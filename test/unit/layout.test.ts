import assert from "node:assert/strict";
import type { Box } from "../../webview/card/card";
import { placeRows } from "../../webview/layout/foldedRows";
import { known } from "../../webview/layout/known";
import { place } from "../../webview/layout/place";
import type { Placement } from "../../webview/layout/placement";
import type { View } from "../../webview/layout/view";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { counters, ownTables } from "../webview/stories/counters";
import { crowd, manyDescriptors, manyJobs, manyStages, oddShapes } from "../webview/stories/crowd";
import { family } from "../webview/stories/family";
import { fifo } from "../webview/stories/fifo";
import { fullPipe } from "../webview/stories/fullPipe";
import { lsWc } from "../webview/stories/lsWc";
import { mappedFile } from "../webview/stories/mappedFile";
import { pipeline } from "../webview/stories/pipeline";
import { inheritedEnd, jobServer, sixStages } from "../webview/stories/many";
import { prefork, preforkEnds } from "../webview/stories/prefork";
import { longQueue, manyQueues, manyReceivers, queue } from "../webview/stories/queue";

const stories = {
    lsWc,
    pipeline,
    fifo,
    fullPipe,
    family,
    crowd,
    manyDescriptors,
    manyStages,
    manyJobs: () => manyJobs(40),
    oddShapes,
    queue,
    longQueue,
    manyReceivers,
    manyQueues,
    counters,
    ownTables,
    preforkEnds,
    inheritedEnd,
    jobServer,
    sixStages,
    mappedFile,
};
const views = {
    "three columns": { width: 1000, descriptions: true, unfolded: [], focused: null },
    "both sides": { width: 1900, descriptions: true, unfolded: [], focused: null },
    "both sides without descriptions": { width: 1300, descriptions: false, unfolded: [], focused: null },
    "two columns": { width: 600, descriptions: false, unfolded: [], focused: null },
    "one column": { width: 320, descriptions: true, unfolded: [], focused: null },
} satisfies Record<string, View>;

describe("layout", () => {
    for (const [storyName, story] of Object.entries(stories)) {
        for (const [viewName, view] of Object.entries(views)) {
            it(`${storyName} in ${viewName}: nothing that stays moves, nothing overlaps`, () => {
                for (const { before, now, at } of placements(story().events, view)) {
                    if (before !== null) assertNothingMoved(before, now, at);
                    assertNoOverlap(now, at);
                    assertInside(now, at);
                }
            });
        }
    }

    it("gives every edge its ends: a row's middle, and a card's side", () => {
        const { now } = present(placements(lsWc().events, views["three columns"]).find(({ at }) => at === lsWc().stops[8]));
        const process = known(now.boxes, "p2");
        const row = present(known(now.rows, "p2").shown.find(({ key }) => key === "p2:1"));
        const edge = present(now.edges.find(({ key }) => key === "p2:1"));
        const [x, y] = present(/^M(\d+),(\d+) /.exec(edge.path))
            .slice(1)
            .map(Number);
        assert.deepEqual({ x, y }, { x: process.x + process.width, y: row.y });
        assert.deepEqual(edge.touches, ["p2", "p2:1", "ofd3", "pipe1"]);
    });

    it("routes curves inside the gutters, so that they cross no card", () => {
        const told = [
            lsWc,
            pipeline,
            fifo,
            fullPipe,
            queue,
            manyReceivers,
            manyQueues,
            counters,
            ownTables,
            prefork,
            inheritedEnd,
            jobServer,
        ];
        for (const story of told) {
            const moments = [views["three columns"], views["both sides"], views["both sides without descriptions"]].flatMap((view) =>
                placements(story().events, view),
            );
            for (const { now, at } of moments) {
                for (const edge of now.edges) {
                    for (const [id, box] of now.boxes) {
                        assert.ok(
                            !stretchesOf(edge.path).some((stretch) => crosses(stretch, box)),
                            `${edge.key} crosses ${id} at event ${at}`,
                        );
                    }
                }
            }
        }
    });

    it("leads what needs no descriptor through one passage for each way, which stays where it is", () => {
        const moments = placements(queue().events, views["three columns"]);
        const { now } = present(moments.at(-1));
        const direct = now.edges.filter((edge) => edge.direct);
        assert.deepEqual(
            direct.map(({ key, flow }) => [key, flow]),
            [
                ["p1:messageQueue1~write", "write"],
                ["p2:messageQueue1~write", "write"],
                ["messageQueue1~write", "write"],
                ["p3:messageQueue1~read", "read"],
                ["p4:messageQueue1~read", "read"],
                ["messageQueue1~read", "read"],
            ],
        );
        const heights = moments.flatMap((moment) => moment.now.places.get("messageQueue1~write")?.y ?? []);
        assert.equal(new Set(heights).size, 1);
        assert.deepEqual(present(direct[2]).touches, ["p1", "p1:messageQueue1", "messageQueue1", "p2", "p2:messageQueue1"]);
    });

    it("keeps the heading of a thread's table with its rows when others are folded", () => {
        const states = statesOf(ownTables().events);
        const scene = sceneOf(present(states.at(-1)), null, null);
        const card = present(scene.processes[0]);
        const rows = placeRows(card, 0, 6, false, undefined).shown.map(({ key }) => key);
        assert.ok(rows.length <= 5);
        const tables = card.rows.filter((row) => row.kind === "heading").map(({ key }) => key);
        assert.equal(tables.length, 2);
        const own = rows.filter((key) => key.startsWith(`${present(tables[1])}:`));
        assert.ok(own.length > 0);
        assert.ok(rows.indexOf(present(tables[1])) >= 0 && rows.indexOf(present(tables[1])) < rows.indexOf(present(own[0])));
    });

    it("draws lines only where there are rows in the narrow picture, and none for the terminal", () => {
        const { now } = present(placements(lsWc().events, views["one column"]).at(-8));
        assert.ok(now.edges.length > 0);
        assert.ok(now.edges.every((edge) => !edge.touches.includes("tty1")));
    });

    it("unfolds a long table over its neighbours without moving them", () => {
        const states = statesOf(manyDescriptors().events);
        const scene = sceneOf(present(states[210]), null, null);
        const folded = place(scene, null, views["three columns"]);
        const open = place(scene, folded, { ...views["three columns"], unfolded: ["p1"] });
        assert.equal(known(folded.rows, "p1").shown.length, 11);
        assert.equal(present(known(folded.rows, "p1").more).open, present(scene.processes[0]).rows.length - 11);
        assert.equal(known(open.rows, "p1").shown.length, present(scene.processes[0]).rows.length);
        assertNothingMoved(folded, open, 210);
    });

    it("gives the bytes of a file room when it is mapped, where there is space below, and its edges stay", () => {
        const heights = placements(mappedFile().events, views["three columns"]).map(({ now }) => now.boxes.get("file1")?.height);
        assert.deepEqual([...new Set(heights.filter((height) => height !== undefined))], [64, 206]);
        const edges = placements(mappedFile().events, views["three columns"]).flatMap(({ now }) =>
            now.edges.filter(({ touches }) => touches.includes("file1") && touches.includes("p1:3")),
        );
        assert.ok(edges.length > 1);
        const paths = new Set(edges.map(({ key, path }) => `${key} ${path}`));
        assert.equal(paths.size, new Set(edges.map(({ key }) => key)).size);
    });

    it("keeps a thousand children that come and go in a short picture", () => {
        const places = placements(comingAndGoing(1000), views["three columns"], 25);
        const heights = places.map(({ now }) => now.height);
        assert.ok(Math.max(...heights) < 2000, `${Math.max(...heights)} pixels high`);
    });
});

interface Moment {
    readonly before: Placement | null;
    readonly now: Placement;
    readonly at: number;
}

function placements(events: Parameters<typeof statesOf>[0], view: View, step = 1): readonly Moment[] {
    const moments: Moment[] = [];
    let before: Placement | null = null;
    for (const state of statesOf(events).filter((each) => each.at % step === 0)) {
        const now: Placement = place(sceneOf(state, null, null), before, view);
        moments.push({ before, now, at: state.at });
        before = now;
    }
    return moments;
}

function comingAndGoing(count: number): Parameters<typeof statesOf>[0] {
    const story = family();
    for (let number = 10; number < 10 + count; number += 1) {
        story.forked("p1", `p${number}`, 30).exited(`p${number}`).reaped("p1", `p${number}`, 31);
    }
    return story.events;
}

function assertNothingMoved(before: Placement, now: Placement, at: number): void {
    for (const [id, box] of now.boxes) {
        const old = before.boxes.get(id);
        if (old === undefined) continue;
        assert.deepEqual({ x: box.x, y: box.y }, { x: old.x, y: old.y }, `${id} moved at event ${at}`);
    }
}

function assertNoOverlap(placement: Placement, at: number): void {
    const boxes = [...placement.boxes];
    for (const [index, [id, box]] of boxes.entries()) {
        for (const [otherId, other] of boxes.slice(index + 1)) {
            if (isRaised(id, placement) === isRaised(otherId, placement)) {
                assert.ok(!overlap(box, other), `${id} and ${otherId} overlap at event ${at}`);
            }
        }
    }
}

/** In a crowd the card of a process that stopped lies over its neighbours. */
function isRaised(id: string, { boxes, places }: Placement): boolean {
    return known(boxes, id).height > known(places, id).height;
}

/** A part of a path from left to right: straight at one height, or a curve, whose height is null. */
interface Stretch {
    readonly left: number;
    readonly right: number;
    readonly y: number | null;
}

/** Of a path of straight lines to the side and curves. */
function stretchesOf(path: string): readonly Stretch[] {
    const stretches: Stretch[] = [];
    let [x, y] = [0, 0];
    for (const [, command, text] of path.matchAll(/([MHhC])([^MHhC]*)/g)) {
        const numbers = present(present(text).match(/-?[\d.]+/g)).map(Number);
        const last = present(numbers.at(-1));
        const end =
            command === "M" || command === "C" ? { x: present(numbers.at(-2)), y: last } : { x: command === "h" ? x + last : last, y };
        if (command !== "M") stretches.push({ left: Math.min(x, end.x), right: Math.max(x, end.x), y: command === "C" ? null : y });
        ({ x, y } = end);
    }
    return stretches;
}

/** Curves must stay beside all cards; what is straight may pass between two. */
function crosses({ left, right, y }: Stretch, box: Box): boolean {
    const beside = right <= box.x || box.x + box.width <= left;
    return !beside && (y === null || (box.y < y && y < box.y + box.height));
}

function overlap(one: Box, other: Box): boolean {
    return one.x < other.x + other.width && other.x < one.x + one.width && one.y < other.y + other.height && other.y < one.y + one.height;
}

function assertInside(placement: Placement, at: number): void {
    for (const [id, box] of placement.boxes) {
        assert.ok(
            box.x >= 0 && box.x + box.width <= placement.width && box.y + box.height <= placement.height,
            `${id} stands outside at event ${at}`,
        );
    }
}
