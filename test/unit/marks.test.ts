import assert from "node:assert/strict";
import { play } from "./script";

describe("marks", () => {
    const kinds = (script: string): readonly string[] => play(script).events.map(({ kind }) => kind);

    it("are attempts to open a file that does not exist", () => {
        const { events } = play("p1 open /dev/ipcscope/phase2/part1 O_RDONLY = ENOENT");
        const last = events.at(-1);
        assert.ok(last?.kind === "marked");
        assert.deepEqual([last.process, last.text, last.source?.file], ["p1", "phase2/part1", "/src/a.c"]);
    });

    const others: readonly (readonly [string, string])[] = [
        ["another error", "p1 open /dev/ipcscope/phase2 O_RDONLY = EMFILE"],
        ["another folder", "p1 open /dev/ipcscopes O_RDONLY = ENOENT"],
        ["no text", "p1 open /dev/ipcscope/ O_RDONLY = ENOENT"],
    ];
    for (const [what, script] of others) it(`${what} is a call that failed`, () => assert.equal(kinds(script).at(-1), "callReturned"));

    it("may keep others waiting, and are told once", () => {
        const told = kinds("p1 enters open /dev/ipcscope/x O_RDONLY = ENOENT\np1 leaves ENOENT").slice(-3);
        assert.deepEqual(told, ["callBlocked", "callResumed", "marked"]);
    });
});
