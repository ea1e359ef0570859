import assert from "node:assert/strict";
import { knotsOf } from "../../tracer/model/waitGraph/knots";
import { play } from "./script";

/** Who is in a knot, "and" whom it keeps waiting, with how certain that is. */
function knots(...script: readonly string[]): readonly string[] {
    return knotsOf(play(script.join("\n")).state).map(({ members, victims }) => {
        const kept = victims.map(({ process }) => process.id);
        const [first] = members;
        return [members.map(({ process }) => process.id).join(" "), ...kept, first?.certainty].join(", ");
    });
}

describe("processes that keep each other from going on", () => {
    it("are those of which each could only be helped by others of them, and beside them those who wait for them", () => {
        const pipes = ["p1 fork p2", "p2 pipe 3 4", "p2 pipe 5 6", "p2 fork p3", "p3 close 4", "p3 close 5", "p2 close 3", "p2 close 6"];
        assert.deepEqual(knots(...pipes, "p2 enters read 5"), []);
        assert.deepEqual(knots(...pipes, "p2 enters read 5", "p3 enters read 3"), ["p2 p3, proven"]);
        assert.deepEqual(knots(...pipes, "p2 enters read 5", "p3 enters read 3", "p1 enters wait p2"), ["p2 p3, p1, proven"]);
    });

    it("may be one alone, whose own descriptor keeps open what it waits for", () => {
        assert.deepEqual(knots("p1 pipe 3 4", "p1 enters read 3"), ["p1, proven"]);
    });

    it("are none where a handler may write to a pipe that its own process has made for that", () => {
        assert.deepEqual(knots("p1 handles SIGTERM", "p1 pipe 3 4", "p1 enters read 3"), []);
    });

    it("are likely one where a handler could, but others were meant to", () => {
        const writer = ["p1 handles SIGTERM", "p1 pipe 3 4", "p1 fork p2", 'p2 write 4 "x"', "p2 exits 0", 'p1 read 3 "x"'];
        assert.deepEqual(knots(...writer, "p1 enters read 3"), ["p1, likely"]);
    });

    it("are certain where the end is a copy that fork has made", () => {
        const child = ["p1 handles SIGTERM", "p1 pipe 3 4", "p1 fork p2", "p1 close 3", "p1 close 4"];
        assert.deepEqual(knots(...child, "p2 enters read 3", "p1 enters wait p2"), ["p2, p1, proven"]);
    });
});
