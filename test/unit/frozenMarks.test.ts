import assert from "node:assert/strict";
import { mock } from "node:test";
import { FrozenMarks } from "../../extension/adapter/frozenMarks";
import { TargetProcess } from "../../extension/adapter/targetProcess";

describe("marks of frozen processes", () => {
    const titles: string[] = [];
    let marks: FrozenMarks;

    beforeEach(() => {
        mock.timers.enable({ apis: ["setTimeout"] });
        titles.length = 0;
        const frozen = new TargetProcess("p1", 1, true, undefined);
        frozen.on("renamed", () => titles.push(frozen.title));
        marks = new FrozenMarks(() => [frozen]);
    });
    afterEach(() => {
        marks.close();
        mock.timers.reset();
    });

    it("come when it has lasted a moment, and go when the end has lasted one", () => {
        marks.change(true);
        mock.timers.tick(149);
        assert.deepEqual(titles, []);
        mock.timers.tick(1);
        assert.equal(titles.length, 1);
        assert.match(titles.join(), /^frozen: /);
        marks.change(false);
        mock.timers.tick(150);
        assert.equal(titles.length, 2);
        assert.doesNotMatch(titles.slice(1).join(), /frozen/);
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
        assert.equal(titles.length, 1);
    });
});
