import assert from "node:assert/strict";
import type { KnotShown, Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { knotShape, knotWidth } from "../../webview/tools/knotShape";
import { Recording } from "../../webview/recording";
import { packEvents } from "../../tracer/model/packedEvents";
import { TraceAnswers } from "../../webview/reading/traceAnswers";
import { Stacks } from "../../webview/reading/stacks";
import { present } from "../present";
import { bothReadFirst } from "../webview/stories/circle";
import { inheritedEnd } from "../webview/stories/many";
import { stateAt } from "../webview/replay";
import type { Story } from "../webview/story";
import { reviewOf } from "./reviewed";
import { play } from "./script";

function sceneAfter({ events }: Pick<Story, "events">, settled = true): Scene {
    return sceneOf(stateAt(events, events.length), null, null, new Map(), false, settled);
}

function knotsAfter(...script: readonly string[]): readonly KnotShown[] {
    return sceneOf(play(script.join("\n")).state, null, null, new Map(), false, true).knots;
}

function untilWords(knots: readonly KnotShown[]): readonly string[] {
    return knots.flatMap(({ members }) => members.map(({ process, until }) => `${process}: ${until}`));
}

describe("a knot in the diagram", () => {
    it("says of each its call, its line, and who could help it by which row", () => {
        const [knot, ...more] = sceneAfter(bothReadFirst()).knots;
        assert.deepEqual(more, []);
        const { members, ...rest } = present(knot);
        assert.deepEqual(rest, {
            victims: ["p1"],
            title: "Nobody can move",
            counts: "2 processes · 2 pipes",
            objects: ["pipe2", "pipe1"],
            wayOut: "One of them has to send first.",
        });
        assert.deepEqual(
            members.map(({ process, call, link, until, helpers, through }) => [process, call, link?.text, until, helpers, through]),
            [
                ["p2", "read(5)", "talk.c:21", "only p3 could write", ["p3"], ["p3:6"]],
                ["p3", "read(3)", "talk.c:31", "only p2 could write", ["p2"], ["p2:4"]],
            ],
        );
    });

    it("is noted at the rows by which somebody could be helped", () => {
        const rows = sceneAfter(bothReadFirst()).processes.flatMap(({ rows: own }) => own);
        assert.deepEqual(
            rows.flatMap(({ key, note }) => (note?.includes("for it") === true ? [`${key} ${note}`] : [])),
            ["p2:4 p3 waits for it", "p3:6 p2 waits for it"],
        );
    });

    it("is shown only when nothing happens for a while", () => {
        assert.deepEqual(sceneAfter(bothReadFirst(), false).knots, []);
    });

    it("tells of the descriptor that serves nobody, and of who can go on", () => {
        const [knot] = sceneAfter(inheritedEnd()).knots;
        assert.equal(knot?.wayOut, "close(4) in p3 is missing after the fork.");
        const others = knotsAfter("p1 fork p2", "p1 fork p3", "p2 pipe 3 4", "p2 enters read 3");
        assert.deepEqual(
            others.map(({ title, counts, wayOut }) => [title, counts, wayOut]),
            [["p2 cannot move", "1 process · 1 pipe", "p2 keeps the other end open itself: close(4) belongs before that call."]],
        );
    });

    it("says in the words of what is awaited what could be done", () => {
        const fork = ["p1 pipe 3 4", "p1 fork p2"];
        assert.deepEqual(untilWords(knotsAfter(...fork, "p2 enters read 3", "p1 enters wait p2")), [
            "p1: until p2 ends",
            "p2: only p1 or p2 could write",
        ]);
        assert.deepEqual(untilWords(knotsAfter("p1 pipe 3 4", "p1 enters read 3")), ["p1: only its own descriptor 4 could write"]);
        assert.deepEqual(
            untilWords(knotsAfter("p1 pipe 3 4", "p1 fork p2", "p1 close 4", "p2 close 3", "p2 exits 0", "p1 enters read 3")),
            [],
        );
    });
});

describe("when a program has come to rest", () => {
    const story = bothReadFirst();

    function recording(): Recording {
        const all = new Recording();
        all.receive({ type: "reset", title: "talk", live: true });
        all.receive({ type: "events", events: packEvents(story.events), runtimes: [] });
        return all;
    }

    it("is said while it runs, and holds until something happens", () => {
        const all = recording();
        assert.equal(all.settled, false);
        all.rest();
        assert.equal(all.settled, true);
        all.receive({ type: "events", events: packEvents(story.resumed("p3", "read", 3, "pipe1").events.slice(-1)), runtimes: [] });
        assert.equal(all.settled, false);
    });

    it("is not said of a program that the debugger has stopped, but stays true when it is stopped then", () => {
        const stopped = recording();
        stopped.receive({ type: "stopped", process: "p1", sentAt: 0 });
        stopped.rest();
        assert.equal(stopped.settled, false);
        const atRest = recording();
        atRest.rest();
        atRest.receive({ type: "events", events: packEvents(bothReadFirst().stop("p1", 40).events.slice(-2, -1)), runtimes: [] });
        atRest.receive({ type: "stopped", process: "p1", sentAt: 0 });
        assert.equal(atRest.settled, true);
    });

    it("follows in a trace from the time until the next event", () => {
        const events = bothReadFirst().events.map((event) => ({
            ...event,
            time: event.seq === 5 ? 0.0004 : event.seq > 5 ? event.time + 1 : event.time,
        }));
        const answers = new TraceAnswers(reviewOf(events), new Stacks(), []);
        const settled = events.map(({ seq }) => seq).filter((seq) => answers.isSettled(seq));
        assert.deepEqual(settled, [5, events.length]);
        assert.equal(answers.isSettled(0), false);
    });
});

describe("the shape of a circle of processes", () => {
    it("is a row where there is room for what is said of each arrow, else a column", () => {
        const ys = (count: number, width: number): number => new Set(knotShape(count, width).boxes.map(({ y }) => y)).size;
        assert.deepEqual([ys(2, knotWidth(2)), ys(3, knotWidth(3)), ys(2, 250), ys(9, knotWidth(9))], [1, 1, 2, 9]);
    });

    it("has an arrow from each box to the next that ends at it, and keeps what is said apart from the boxes", () => {
        for (const count of [1, 2, 3, 4, 9]) {
            for (const width of [220, 340, knotWidth(count), 600]) {
                const { boxes, boxHeight, arrows, height } = knotShape(count, width);
                assert.equal(arrows.length, count);
                for (const [index, { tip, label }] of arrows.entries()) {
                    const to = present(boxes[(index + 1) % count]);
                    const touches = tip.x >= to.x && tip.x <= to.x + 84 && tip.y >= to.y && tip.y <= to.y + boxHeight;
                    assert.ok(touches, `the tip of arrow ${index} of ${count} in ${width}`);
                    assert.ok(
                        label.x >= 0 && label.x + label.width <= width && label.y >= 0 && label.y < height,
                        `label ${index} of ${count} in ${width}`,
                    );
                    for (const box of boxes) {
                        const apart =
                            label.x >= box.x + 84 ||
                            label.x + label.width <= box.x ||
                            label.y >= box.y + boxHeight ||
                            label.y + 16 <= box.y;
                        assert.ok(apart, `label ${index} of ${count} in ${width} lies on a box`);
                    }
                }
            }
        }
    });
});
