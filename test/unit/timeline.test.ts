import assert from "node:assert/strict";
import type { Lane } from "../../webview/protocol/questions";
import { rowOfLane, timelineRows } from "../../webview/review/timeline/rows";
import { Scale } from "../../webview/review/timeline/scale";
import { durationText, momentText, tickStep, tickText } from "../../webview/review/timeline/timeText";
import { compressed, straight } from "../../webview/review/timeline/warp";

describe("the timeline's scale", () => {
    const scale = Scale.whole(straight(1000), 100);

    it("keeps the moment under the pointer when it zooms, and stays within the trace", () => {
        const larger = scale.zoomed(4, 50);
        assert.equal(larger.time(50), 500);
        assert.equal(larger.perPixel, 2.5);
        assert.equal(larger.panned(1000).time(100), 1000);
        assert.equal(larger.panned(-1000).time(0), 0);
        assert.ok(larger.zoomed(0.01, 0).isWhole);
    });

    it("goes down to nanoseconds", () => {
        const hour = Scale.whole(straight(3.6e12), 1000).zoomed(1e15, 500);
        assert.ok(hour.perPixel <= 1 / 25, `${hour.perPixel} ns in a pixel`);
        assert.equal(Math.round(hour.x(1.8e12 + 1) - hour.x(1.8e12)), 50);
    });

    it("moves to show a moment only when that is not in sight", () => {
        const larger = scale.zoomed(4, 50);
        assert.equal(larger.showing(520), larger);
        assert.equal(larger.showing(100).x(100), 40);
        assert.equal(larger.showing(800).x(800), 50);
    });

    it("leaves out idle time, and says where", () => {
        const warp = compressed([{ from: 100, to: 900 }], 1000);
        assert.equal(warp.shortened, 2);
        assert.equal(warp.length, 202);
        assert.deepEqual(
            [50, 100, 500, 900, 1000].map((time) => warp.shown(time)),
            [50, 100, 101, 102, 202],
        );
        for (const time of [0, 70, 100, 333, 900, 950, 1000]) assert.ok(Math.abs(warp.time(warp.shown(time)) - time) < 1e-6, String(time));
        assert.deepEqual(warp.shortenings, [{ from: 100, to: 102 }]);
    });

    it("is asked for in parts of even time", () => {
        const shown = Scale.whole(compressed([{ from: 100, to: 900 }], 1000), 202);
        assert.deepEqual(shown.parts(0), [
            { from: 0, to: 100, pixels: 100 },
            { from: 100, to: 900, pixels: 2 },
            { from: 900, to: 1000, pixels: 100 },
        ]);
    });
});

describe("the timeline's words", () => {
    it("give a duration three digits in the unit that suits it", () => {
        const texts = [0, 7, 999, 1000, 41_000, 3_210_000, 812_304_117, 12e9].map(durationText);
        assert.deepEqual(texts, ["0 ns", "7 ns", "999 ns", "1 µs", "41 µs", "3.21 ms", "812 ms", "12 s"]);
    });

    it("give a moment every digit", () => {
        assert.equal(momentText(812_304_117), "0.812\u2009304\u2009117 s");
        assert.equal(momentText(61_000_000_001), "61.000\u2009000\u2009001 s");
    });

    it("give a ruler as many digits as its steps need", () => {
        assert.equal(tickStep(130_000), 200_000);
        assert.equal(tickStep(0.3), 1);
        assert.equal(tickText(811_300_000, 100_000), "811.3 ms");
        assert.equal(tickText(811_304_123, 1), "811\u2009304.123 µs");
        assert.equal(tickText(2e9, 5e8), "2.0 s");
    });
});

describe("the timeline's rows", () => {
    const lane = (id: string, program: string, parent: string | null = "p1", tid: number | null = null): Lane => ({
        ...{ id: tid === null ? id : `${id}/${tid}`, process: id, pid: 1, tid, parent, program, from: 0, to: 1 },
    });
    const few = [lane("p1", "sh", null), lane("p2", "ls"), lane("p3", "wc"), lane("p3", "wc", "p1", 31), lane("p3", "wc", "p1", 32)];
    const many = [lane("p1", "server", null), ...Array.from({ length: 40 }, (_, at) => lane(`p${at + 2}`, "worker"))];
    const names = (lanes: readonly Lane[], turned: readonly string[] = []): string[] =>
        timelineRows(lanes, new Set(turned)).map(({ name, program }) => `${name} ${program}`.trim());

    it("are a process or a thread each, where there are few", () => {
        assert.deepEqual(names(few), ["p1 sh", "p2 ls", "p3 wc", "thread 31", "thread 32"]);
        assert.deepEqual(names(few, ["p3…"]), ["p1 sh", "p2 ls", "p3 wc · 3 threads"]);
    });

    it("fold alike processes where there are many, and unfold them", () => {
        assert.deepEqual(names(many), ["p1 server", "p2 … p41 40 worker"]);
        assert.equal(names(many, ["p2…"]).length, 42);
    });

    it("say where a lane is drawn", () => {
        const folded = timelineRows(many, new Set());
        assert.equal(rowOfLane(folded, "p17"), 1);
        const open = timelineRows(many, new Set(["p2…"]));
        assert.deepEqual(
            open[rowOfLane(open, "p17")]?.members.map(({ id }) => id),
            ["p17"],
        );
        assert.equal(rowOfLane(open, "p99"), -1);
    });
});
