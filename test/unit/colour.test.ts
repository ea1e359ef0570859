import assert from "node:assert/strict";
import { coloured, processStyle, wantsColour } from "../../tracer/cli/colour";

describe("colours", () => {
    const cases: readonly (readonly [string, Parameters<typeof wantsColour>, boolean])[] = [
        ["on a terminal", ["auto", {}, true], true],
        ["not in a file or a pipe", ["auto", {}, false], false],
        ["not on a terminal that has none", ["auto", { TERM: "dumb" }, true], false],
        ["not with NO_COLOR", ["auto", { NO_COLOR: "1" }, true], false],
        ["with an empty NO_COLOR, which says nothing", ["auto", { NO_COLOR: "" }, true], true],
        ["with FORCE_COLOR", ["auto", { FORCE_COLOR: "1" }, false], true],
        ["not with FORCE_COLOR=0", ["auto", { FORCE_COLOR: "0" }, true], false],
        ["not with FORCE_COLOR=false", ["auto", { FORCE_COLOR: "false" }, true], false],
        ["with an empty FORCE_COLOR, which says nothing", ["auto", { FORCE_COLOR: "" }, false], false],
        ["with FORCE_COLOR and NO_COLOR", ["auto", { FORCE_COLOR: "1", NO_COLOR: "1" }, false], true],
        ["always, whatever the environment says", ["always", { NO_COLOR: "1", FORCE_COLOR: "0" }, false], true],
        ["never, whatever the environment says", ["never", { FORCE_COLOR: "1" }, true], false],
    ];
    for (const [when, [choice, environment, isTerminal], wanted] of cases) {
        it(when, () => assert.equal(wantsColour(choice, environment, isTerminal), wanted));
    }

    it("end where their text ends", () => {
        assert.equal(coloured("text", "fails"), "\x1b[31mtext\x1b[0m");
        assert.equal(coloured("", "fails"), "");
    });

    it("tell processes apart", () => {
        assert.equal(new Set(["p1", "p2", "p3", "p4", "p5", "p6"].map(processStyle)).size, 6);
        assert.equal(processStyle("p7"), processStyle("p1"));
    });
});
