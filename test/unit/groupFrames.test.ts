import assert from "node:assert/strict";
import { groupFrames, type GroupFrame, type Rectangle } from "../../webview/layout/groupFrames";
import { jobCircle } from "../../webview/scene/jobCircle";
import { present } from "../present";
import { play } from "./script";

const column = 40;
const [height, gap] = [100, 26];

/** Cards below each other, "p1 p2 pipe1", with the group of each process: { p1: 1 }. */
function framesOf(
    order: string,
    groups: Readonly<Record<string, number>>,
    facts: {
        readonly sessions?: Readonly<Record<string, number>>;
        readonly gap?: number;
        readonly belongs?: (card: string) => boolean;
    } = {},
): readonly GroupFrame[] {
    const boxes = new Map(
        order
            .split(" ")
            .map((id, index): [string, Rectangle] => [id, { x: column, y: index * (height + (facts.gap ?? gap)), width: 200, height }]),
    );
    const members = Object.entries(groups).map(([id, group]) => ({ id, circle: { group, session: facts.sessions?.[id] ?? null } }));
    return groupFrames(members, { boxes, belongs: facts.belongs ?? ((): boolean => false) });
}

/** "group 1: 40 0 200 100" */
function text({ key, x, y, width, height: tall }: GroupFrame): string {
    return `${key}: ${x} ${y} ${width} ${tall}`;
}

describe("frames around process groups", () => {
    it("enclose the cards of a group that stand together, a little apart", () => {
        assert.deepEqual(framesOf("p1 p2 p3", { p1: 1, p2: 2, p3: 2 }).map(text), [
            "group 1 0: 35 -5 210 110",
            "group 2 0: 35 121 210 236",
        ]);
    });

    it("are several where another group's card, or an object, stands between", () => {
        assert.deepEqual(
            framesOf("p1 p2 p3", { p1: 1, p2: 2, p3: 1 }).map(({ key }) => key),
            ["group 1 0", "group 1 1", "group 2 0"],
        );
        assert.equal(framesOf("p1 pipe1 p2", { p1: 1, p2: 1 }).length, 2);
    });

    it("enclose a channel that the group alone uses", () => {
        assert.deepEqual(framesOf("p1 pipe1 p2", { p1: 1, p2: 1 }, { belongs: (card) => card === "pipe1" }).map(text), [
            "group 1 0: 35 -5 210 362",
        ]);
    });

    it("never touch each other, and are not there where cards stand too close", () => {
        for (const between of [26, 12, 8, 6]) {
            const [first, second] = framesOf("p1 p2", { p1: 1, p2: 2 }, { gap: between });
            assert.ok(first !== undefined && second !== undefined && first.y + first.height <= second.y - 2, String(between));
        }
        assert.deepEqual(framesOf("p1 p2", { p1: 1, p2: 2 }, { gap: 4 }), []);
    });

    it("leave out who is alone, in a crowd", () => {
        const many = Array.from({ length: 9 }, (_, index) => `p${index + 1}`);
        const groups = Object.fromEntries(many.map((id, index) => [id, index < 2 ? 1 : index + 1]));
        assert.deepEqual(
            framesOf(many.join(" "), groups).map(({ key }) => key),
            ["group 1 0"],
        );
    });

    it("stand in that of their session, where there are several", () => {
        const frames = framesOf("p1 p2 p3", { p1: 1, p2: 2, p3: 3 }, { sessions: { p1: 1, p2: 1, p3: 3 } });
        assert.deepEqual(frames.filter(({ of }) => of === "session").map(text), ["session 1 0: 30 -10 220 246"]);
    });
});

describe("the circle of a process", () => {
    const circleOf = (script: string, id: string): unknown => {
        const { state } = play(script);
        return jobCircle(state, present(state.processes.get(id)));
    };

    it("is its group and session, where there are several", () => {
        assert.equal(circleOf("p1 fork p2", "p2"), null);
        assert.deepEqual(circleOf("p1 fork p2\np1 setpgid p2 p2", "p2"), { group: 102, session: null });
        assert.deepEqual(circleOf("p1 fork p2\np2 setsid", "p1"), { group: 101, session: 50 });
        assert.deepEqual(circleOf("p1 fork p2\np2 setsid", "p2"), { group: 102, session: 102 });
        assert.equal(circleOf("p1 fork p2\np2 setsid\np1 fork p3\np3 exits 0", "p3"), null);
    });
});
