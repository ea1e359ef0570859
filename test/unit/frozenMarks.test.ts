import assert from "node:assert/strict";
import { mock } from "node:test";
import { FrozenMarks } from "../../extension/adapter/frozenMarks";
import { TargetProcess } from "../../extension/adapter/targetProcess";

describe("marks of frozen processes", () => {
    const told: string[] = [];
    let marks: FrozenMarks;

    beforeEach(() => {
        mock.timers.enable({ apis: ["setTimeout"] });
        told.length = 0;
        const frozen = new TargetProcess("p1", 1, true, undefined);
        frozen.on("frozen", () => told.push(frozen.isFrozen ? "frozen" : "goes on"));
        for (const event of ["thawed", "frozenAgain"] as const) frozen.on(event, () => told.push(event));
        marks = new FrozenMarks(() => [frozen]);
    });
    afterEach(() => {
        marks.close();
        mock.timers.reset();
    });

    it("come when it has lasted a moment, and go when the end has lasted one", () => {
        marks.change(true);
        mock.timers.tick(149);
        assert.deepEqual(told, []);
        mock.timers.tick(1);
        assert.deepEqual(told, ["frozen"]);
        marks.change(false);
        assert.deepEqual(told, ["frozen", "thawed"], "those that were looked at go on at once");
        mock.timers.tick(150);
        assert.deepEqual(told, ["frozen", "thawed", "goes on"]);
    });

    it("do not flicker with the steps of the process that stopped", () => {
        marks.change(true);
        mock.timers.tick(150);
        for (let step = 0; step < 3; step++) {
            marks.change(false);
            mock.timers.tick(100);
            marks.change(true);
            mock.timers.tick(1000);
        }
        assert.deepEqual(told, ["frozen", ...Array<string[]>(3).fill(["thawed", "frozenAgain"]).flat()]);
    });
});
