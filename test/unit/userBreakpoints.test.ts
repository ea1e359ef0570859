/** Which programs a user's breakpoints may lie in. */
import assert from "node:assert/strict";
import { UserBreakpoints } from "../../extension/adapter/userBreakpoints";

describe("the user's breakpoints", () => {
    it("may lie in a program that was made of their file, by its last name", () => {
        const breakpoints = new UserBreakpoints();
        breakpoints.setInSource("/here/pipe.c", 1);
        assert.equal(breakpoints.mayLieInPrograms, true);
        assert.equal(breakpoints.mayLieIn(new Set(["/there/pipe.c"])), true);
        assert.equal(breakpoints.mayLieIn(new Set(["/there/fifo.c"])), false);
        breakpoints.setInSource("/here/pipe.c", 0);
        assert.equal(breakpoints.mayLieInPrograms, false);
    });

    it("lie in no program as long as they are in scripts", () => {
        const breakpoints = new UserBreakpoints();
        for (const script of ["/here/app.ts", "/here/app.mjs", "/here/app.js"]) breakpoints.setInSource(script, 1);
        assert.equal(breakpoints.mayLieInPrograms, false);
        assert.equal(breakpoints.mayLieIn(new Set(["/here/app.ts"])), false);
    });

    it("may lie in any program as soon as one is on a function", () => {
        const breakpoints = new UserBreakpoints();
        breakpoints.setOnFunctions(1);
        assert.equal(breakpoints.mayLieInPrograms, true);
        assert.equal(breakpoints.mayLieIn(new Set(["/there/fifo.c"])), true);
    });
});
