import assert from "node:assert/strict";
import { smallChannelHeight } from "../../webview/card/channelShape";
import { visibleText } from "../../webview/card/visibleText";
import { known } from "../../webview/layout/known";
import { compactHeight, mostRows } from "../../webview/layout/measures";
import { place } from "../../webview/layout/place";
import type { Placement } from "../../webview/layout/placement";
import type { View } from "../../webview/layout/view";
import { sceneOf } from "../../webview/scene/sceneOf";
import { selectedProcess } from "../../webview/scene/selectedProcess";
import { present } from "../present";
import { stateAt } from "../webview/replay";
import { crowd, manyJobs, manyStages } from "../webview/stories/crowd";
import { family } from "../webview/stories/family";
import { lsWc } from "../webview/stories/lsWc";
import { pipeline } from "../webview/stories/pipeline";
import { Story } from "../webview/story";

const wide: View = { width: 1200, descriptions: true, unfolded: [], focused: null };

describe("a crowd in the diagram", () => {
    it("begins with the thirteenth living process, and lasts until it is clearly over", () => {
        const story = forking(13);
        const grown = momentsOf(story);
        assert.deepEqual(
            [story.events.length - 1, story.events.length].map((at) => known(grown, at).crowd.processes),
            [false, true],
        );
        for (let number = 13; number > 8; number -= 1) story.exited(`p${number}`).reaped("p1", `p${number}`, 9);
        const shrunk = [...momentsOf(story).values()];
        assert.equal(present(shrunk.at(-3)).crowd.processes, true, "nine are left");
        assert.equal(present(shrunk.at(-1)).crowd.processes, false, "eight are left");
    });

    it("is none in small diagrams", () => {
        for (const story of [lsWc(), pipeline(), family()]) {
            for (const now of momentsOf(story).values()) {
                assert.deepEqual(now.crowd, { processes: false, channels: false });
                assert.ok([...now.rows.values()].every((rows) => !rows.compact));
                assert.deepEqual(now.hints, []);
            }
        }
    });

    it("makes cards small and large again where they are", () => {
        const story = forking(20);
        for (let number = 20; number > 5; number -= 1) story.exited(`p${number}`).reaped("p1", `p${number}`, 9);
        const moments = momentsOf(story);
        const [small, after] = [known(moments, 24), known(moments, story.events.length)];
        const staying = ["p1", "p2", "p3", "p4", "p5"];
        for (const id of staying) {
            assert.equal(known(small.boxes, id).height, compactHeight);
            assert.equal(known(after.boxes, id).y, known(small.boxes, id).y);
        }
        assert.ok(
            staying.some((id) => !known(after.rows, id).compact),
            "those below which there is room have their tables again",
        );
    });

    it("is short: fifty processes and their pipes stand in 3 500 pixels", () => {
        const now = atEnd(crowd());
        assert.ok(now.height < 3500, `${now.height} pixels high`);
        assert.equal(known(now.boxes, "p20").height, compactHeight);
        assert.equal(known(now.boxes, "pipe20").height, smallChannelHeight);
    });

    it("shows the table of the process that stopped, over its neighbours, and while all run that of the last to stop", () => {
        const story = crowd().tell({ kind: "processResumed", process: "p1" });
        story.stop("p29", 22);
        const now = atEnd(story);
        assert.equal(known(now.rows, "p29").shown.length, mostRows - 1);
        assert.equal(known(now.rows, "p1").compact, true);
        assert.ok(known(now.boxes, "p29").height > known(now.places, "p29").height);
    });

    it("shows the table of the process selected in the Call Stack", () => {
        assert.equal(known(atEnd(crowd(), { ...wide, focused: 8028 }).rows, "p29").compact, false);
    });

    it("draws no edge to a port that is covered", () => {
        const now = atEnd(crowd(), { ...wide, focused: 8028, unfolded: ["pipe5"] });
        const raised = known(now.boxes, "p29");
        const covered = [...now.boxes].filter(
            ([id, box]) => id !== "p29" && box.x === raised.x && box.y > raised.y && box.y + compactHeight / 2 < raised.y + raised.height,
        );
        assert.ok(covered.length > 2);
        for (const [id] of covered) {
            assert.ok(
                now.edges.every((edge) => edge.touches[0] !== id),
                `an edge of ${id} would seem to be one of p29`,
            );
            assert.ok(now.forks.every((fork) => fork.touches[1] !== id));
        }
        const pipe = known(now.boxes, "pipe5");
        const ends = now.edges.flatMap((edge) =>
            edge.path.endsWith(` H${pipe.x}`) ? [{ y: Number(/([\d.]+) H[\d.]+$/.exec(edge.path)?.[1]), edge }] : [],
        );
        for (const { y, edge } of ends) assert.ok(edge.touches.includes("pipe5") || y < pipe.y || y > pipe.y + pipe.height, edge.key);
    });

    it("lets those edges stand out at which a process waits, and hints at the many others", () => {
        const now = atEnd(crowd());
        assert.equal(present(now.edges.find((edge) => edge.key === "p20:0")).background, false);
        const others = now.edges.filter((edge) => edge.background && edge.flow !== "quiet");
        assert.ok(others.length > 1000);
        assert.equal(
            now.hints.map((hint) => hint.path.split("M").length - 1).reduce((sum, count) => sum + count),
            others.length,
        );
    });

    it("needs no background for a long pipeline", () => {
        const now = atEnd(manyStages());
        assert.equal(now.crowd.processes, true);
        assert.deepEqual(now.hints, []);
    });

    it("counts by their endings those that have no card any more, the rarest first", () => {
        const { events } = manyJobs();
        const { endings, departed } = sceneOf(stateAt(events, events.length), null, null);
        assert.deepEqual(
            endings.map(({ text, count }) => [text, count]),
            [
                ["ended by SIGSEGV", 1],
                ["exited, status 1", 8],
                ["exited, status 0", 969],
            ],
        );
        assert.equal(departed, 978);
        assert.match(present(present(endings[0]).latest[0]), /^p484 · \d+ cc1 -quiet module-484\.c/);
    });

    it("means the process that lives when a pid is used again", () => {
        const story = family();
        const recycled = story.events.map((event) =>
            event.kind === "processForked" && event.child === "p6" ? { ...event, childPid: 3304 } : event,
        );
        const scene = sceneOf(stateAt(recycled, recycled.length), null, null);
        assert.deepEqual(
            scene.processes.filter(({ pid }) => pid === 3304).map(({ id }) => id),
            ["p5", "p6"],
        );
        assert.equal(present(selectedProcess(scene, 3304)).id, "p6");
        assert.equal(selectedProcess(scene, null), undefined);
    });
});

describe("names in the diagram", () => {
    it("spell out what would be invisible or turn the text around", () => {
        assert.equal(visibleText("a\u202etxt.exe\n\u0007 שלום 👩‍👩‍👧"), "a\\u202etxt.exe\\x0a\\x07 שלום 👩‍👩‍👧");
    });
});

function forking(count: number): Story {
    const story = new Story("/home/student/fork.c", 100).started("p1", "./fork").terminal("p1");
    for (let number = 2; number <= count; number += 1) story.forked("p1", `p${number}`, 8);
    return story;
}

/** The placements after each event, as a viewer who watches sees them. */
function momentsOf(story: Story): ReadonlyMap<number, Placement> {
    const moments = new Map<number, Placement>();
    let previous: Placement | null = null;
    for (const { seq } of story.events) {
        previous = place(sceneOf(stateAt(story.events, seq), null, null), previous, wide);
        moments.set(seq, previous);
    }
    return moments;
}

/** The last placement, of one who looks at the stops and at the end. */
function atEnd({ events, stops }: Story, view = wide): Placement {
    let previous: Placement | null = null;
    let before = null;
    for (const stop of [...stops, events.length]) {
        const state = stateAt(events, stop);
        previous = place(sceneOf(state, before, null), previous, view);
        if (stops.includes(stop)) before = state;
    }
    return present(previous);
}
