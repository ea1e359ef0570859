/** The two ends of a connection in the Tables: found in the model, and drawn as one line that stays where it is. */
import assert from "node:assert/strict";
import type { Event } from "../../tracer/model/event";
import type { Box } from "../../webview/card/card";
import { known } from "../../webview/layout/known";
import { place } from "../../webview/layout/place";
import type { PlacedJoint, Placement } from "../../webview/layout/placement";
import type { View } from "../../webview/layout/view";
import { neighbourhood } from "../../webview/scene/neighbourhood";
import type { Joint, Scene } from "../../webview/scene/scene";
import { sceneOf } from "../../webview/scene/sceneOf";
import { present } from "../present";
import { statesOf } from "../webview/replay";
import { socketPairs, socketServer } from "../webview/stories/pairs";
import { play } from "./script";

const views: Readonly<Record<string, View>> = {
    "three columns": { width: 1000, descriptions: true, unfolded: [], focused: null },
    "three narrow columns": { width: 700, descriptions: true, unfolded: [], focused: null },
    "both sides": { width: 1900, descriptions: true, unfolded: [], focused: null },
    "two columns": { width: 600, descriptions: false, unfolded: [], focused: null },
    "one column": { width: 320, descriptions: true, unfolded: [], focused: null },
};

function sceneAfter(script: string): Scene {
    return sceneOf(play(script).state, null, null);
}

function placements(events: readonly Event[], view: View): readonly Placement[] {
    let before: Placement | null = null;
    const moments = statesOf(events).filter(({ at }) => at % 4 === 0 || at === events.length);
    return moments.map((state) => (before = place(sceneOf(state, null, null), before, view)));
}

describe("joints", () => {
    it("are the two ends of a pair, until one is closed", () => {
        const pair = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\n";
        assert.deepEqual(sceneAfter(pair).joints, [{ one: "socket1", other: "socket2" }] satisfies Joint[]);
        assert.deepEqual(sceneAfter(`${pair}p1 close 3`).joints, []);
    });

    it("are a client's end and the one that waits in the queue, and no line leads to the listening socket", () => {
        const { objects, joints } = sceneOf(present(statesOf(socketServer().events).at(-1)), null, null);
        const at = (path: string): readonly string[] => objects.filter((card) => card.path === path).map(({ id }) => id);
        const [listening = ""] = at("/tmp/server");
        assert.equal(joints.length, 3);
        assert.ok(joints.every(({ one, other }) => one !== listening && other !== listening));
        assert.equal(joints.filter(({ other }) => other === null).length, 1, "the other end of the third is not in the recording");
    });

    it("make whoever has the other end a neighbour", () => {
        const script = "p1 socketpair 3 4\np1 fork p2\np1 close 4\np2 close 3\np1 fork p3\np3 close 3";
        const scene = sceneAfter(script);
        assert.deepEqual([...neighbourhood(scene, "socket1", 1)].sort(), ["ofd2", "ofd3", "p1", "p2", "socket1", "socket2"]);
        assert.ok(neighbourhood(scene, "p2", 1).has("socket1"));
        assert.equal(neighbourhood(scene, "p2", 1).has("p3"), false);
    });

    it("that appear together stand one below the other, even if their processes are far apart", () => {
        const { boxes, joints } = place(
            sceneOf(present(statesOf(socketPairs(6).events).at(-1)), null, null),
            null,
            present(views["three columns"]),
        );
        const gaps = joints.map(
            ({ touches: [upper = "", lower = ""] }) => known(boxes, lower).y - known(boxes, upper).y - known(boxes, upper).height,
        );
        assert.equal(gaps.length, 6);
        assert.ok(
            gaps.every((gap) => gap > 0 && gap <= 26),
            gaps.join(),
        );
    });

    it("count as one where there are many: 70 pairs show, 90 fold with their rows", () => {
        const shown = (count: number): number => {
            const scene = sceneAfter(
                Array.from({ length: count }, (_, pair) => `p1 socketpair ${10 + 2 * pair} ${11 + 2 * pair}`).join("\n"),
            );
            return [...place(scene, null, present(views["three columns"])).boxes.keys()].filter((id) => id.startsWith("socket")).length;
        };
        assert.equal(shown(70), 140);
        assert.ok(shown(90) < 20, "only those whose rows have a line");
    });

    for (const [name, view] of Object.entries(views)) {
        for (const story of [socketServer, () => socketPairs(14)]) {
            it(`in ${name}, ${present(statesOf(story().events).at(-1)).processes.size} processes: from card to card, across none, and stay`, () => {
                let before: Placement | null = null;
                let drawn = 0;
                for (const now of placements(story().events, view)) {
                    const { joints, boxes } = now;
                    for (const joint of joints) {
                        assert.ok(
                            joint.plugs.every(({ x, y }) => joint.touches.some((id) => isAtSide(x, y, known(boxes, id)))),
                            joint.key,
                        );
                        for (const [id, box] of boxes) assert.ok(!crosses(joint, box), `${joint.key} crosses ${id}`);
                        assert.equal(joint.plugs.length, joint.open === null ? 2 : 1);
                        const old: PlacedJoint | undefined = before?.joints.find(({ key }) => key === joint.key);
                        // A card that becomes smaller is left at another height, but in the same lane.
                        if (old !== undefined) assert.equal(laneOf(joint), laneOf(old));
                        drawn += 1;
                    }
                    before = now;
                }
                assert.ok(drawn > 0);
            });
        }
    }
});

function isAtSide(x: number, y: number, box: Box): boolean {
    return (x === box.x || x === box.x + box.width) && y > box.y && y < box.y + box.height;
}

function laneOf({ path, open }: PlacedJoint): number {
    return open?.x ?? Number(present(/ Q(-?[\d.]+),/.exec(path))[1]);
}

/** It runs up and down beside the cards. */
function crosses(joint: PlacedJoint, box: Box): boolean {
    const lane = laneOf(joint);
    return lane > box.x && lane < box.x + box.width;
}
