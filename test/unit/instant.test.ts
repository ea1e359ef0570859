import assert from "node:assert/strict";
import { instantOf, isAfter, isBefore } from "../../tracer/cli/instant";
import { parseMoment } from "../../tracer/cli/stateCommand";

describe("a place in a trace", () => {
    it("is the number of an event, or a time", () => {
        assert.deepEqual(instantOf("20"), { seq: 20 });
        assert.deepEqual(instantOf("0"), { seq: 0 });
        assert.deepEqual(instantOf("1.25s"), { microseconds: 1_250_000 });
        assert.deepEqual(instantOf("12.5ms"), { microseconds: 12_500 });
        assert.deepEqual(instantOf("300us"), { microseconds: 300 });
    });

    it("is nothing else", () => {
        for (const text of ["", "s", "-1", "1.5", "1,5s", "1e3", "20 s", "1.s", ".5s", "2m", "0x10", "9".repeat(30)]) {
            assert.equal(instantOf(text), undefined, text);
        }
    });

    const event = { seq: 7, time: 0.0102344, process: "p1", pid: 1, tid: 1 } as const;

    it("holds for an event as its line shows the time", () => {
        for (const text of ["7", "0.010234s", "10.234ms", "10234us"]) {
            const instant = instantOf(text);
            assert.ok(instant !== undefined);
            assert.deepEqual([isBefore(event, instant), isAfter(event, instant)], [false, false], text);
        }
    });

    it("has events before and after", () => {
        assert.ok(isBefore(event, { seq: 8 }) && isBefore(event, { microseconds: 10_235 }));
        assert.ok(isAfter(event, { seq: 6 }) && isAfter(event, { microseconds: 10_233 }));
    });

    it("may be looked for by `state --at`", () => {
        assert.equal(parseMoment("last-wait"), "last-wait");
        assert.equal(parseMoment("end"), "end");
        assert.throws(
            () => parseMoment("later"),
            /--at is the number of an event, a time such as 1\.25s, 'last-wait' or 'end', not 'later'/,
        );
    });
});
