import assert from "node:assert/strict";
import { summaryJson } from "../../tracer/cli/summaryJson";
import { summaryLines } from "../../tracer/cli/summaryLines";
import { rangeSums } from "../../tracer/review/rangeSums";
import { summaryOf } from "../../tracer/review/summary/summary";
import { reviewAtOnce, seqsOf } from "./reviewed";

const trace = reviewAtOnce(`
    p1 pipe 3 4
    p1 fork p2
    p1 enters read 3
    p2 write 4 "hello"
    p1 leaves "hello"
    p2 write 4 "abc"
    p1 read 3 "ab"
    p1 read 3 "c"
    p1 read 9 = EBADF
    p1 read 9 = EBADF
    p1 enters wait p2
    p2 exits 3
    p1 leaves`);
const summary = summaryOf(trace);
const seconds = (from: string, to: string): number => {
    const timeOf = (name: string): number => {
        const seqs = Array.from({ length: trace.length }, (_, index) => index + 1);
        return trace.events.time(seqs.find((seq) => `${trace.events.kind(seq)} ${trace.events.call(seq) ?? ""}` === name) ?? 0);
    };
    return timeOf(to) - timeOf(from);
};

describe("the summary of a trace", () => {
    it("has the processes with their fate, as a tree", () => {
        assert.deepEqual(
            summary.processes.map(({ id, parent, exit, calls }) => ({ id, parent, exit, calls })),
            [
                { id: "p1", parent: null, exit: null, calls: 8 },
                { id: "p2", parent: "p1", exit: { code: 3 }, calls: 2 },
            ],
        );
        assert.equal(summary.processes[1]?.ended, trace.events.time(seqsOf(trace, "processExited")[0] ?? 0));
    });

    it("adds up waits by object and by cause, the longest first", () => {
        const [read, wait] = [seconds("callBlocked read", "callResumed read"), seconds("callBlocked wait4", "callResumed wait4")];
        assert.ok(read > 0 && wait > 0);
        const sorted = (one: { readonly seconds: number }, other: { readonly seconds: number }): number => other.seconds - one.seconds;
        assert.deepEqual(
            summary.sums.waitingByObject,
            [
                { object: null, waits: 1, seconds: wait },
                { object: "pipe1", waits: 1, seconds: read },
            ].sort(sorted),
        );
        assert.deepEqual(summary.sums.waitingByCause.map(({ what }) => what).sort(), ["child", "input"]);
        assert.deepEqual(
            new Set(summary.longestWaits.map(({ process, call, endedBy }) => `${process} ${call} ${trace.events.process(endedBy ?? 0)}`)),
            new Set(["p1 read p2", "p1 wait4 p2"]),
        );
    });

    it("says who sent how much to whom, and what failed", () => {
        assert.deepEqual(summary.flows, [{ from: "p2", to: "p1", through: "pipe1", bytes: 8, times: 3 }]);
        assert.deepEqual(
            summary.failures.map(({ process, call, error, times }) => [process, call, error, times]),
            [["p1", "read", "EBADF", 2]],
        );
        assert.equal(trace.events.error(summary.failures[0]?.first ?? 0), "EBADF");
    });

    it("is told in lines and in JSON", () => {
        const lines = summaryLines(summary, trace).map((line) =>
            line.map((piece) => (typeof piece === "string" ? piece : piece.text)).join(""),
        );
        assert.equal(lines[0], `${trace.length} events, 10 calls, ${trace.endTime.toFixed(6)} s. The trace has no end.`);
        assert.ok(lines.includes("  p2 → p1 through pipe1  8 bytes, 3 times"), lines.join("\n"));
        assert.ok(
            lines.some((line) => /^ {4}p2 \(102\) .*exit code 3; 2 calls, waited 0\.000000 s$/.test(line)),
            lines.join("\n"),
        );
        const json = JSON.parse(JSON.stringify(summaryJson(summary, trace))) as Record<string, unknown>;
        assert.deepEqual(Object.keys(json), [
            "events",
            "calls",
            "seconds",
            "ended",
            "processes",
            "waiting",
            "flows",
            "failures",
            "notes",
            "recording",
        ]);
        assert.deepEqual([json["events"], json["calls"], json["ended"], json["notes"]], [trace.length, 10, null, []]);
    });
});

describe("the sums of a range", () => {
    it("are those of the whole where it is the whole, and count a wait as far as it lies within", () => {
        assert.equal(rangeSums(trace, 0, trace.endTime).events, trace.length);
        const blocked = [...trace.waits.all()][0];
        assert.ok(blocked?.to !== undefined && blocked.to !== null);
        const [from, to] = [trace.events.time(blocked.from), trace.events.time(blocked.to)];
        const half = rangeSums(trace, from, (from + to) / 2);
        assert.equal(half.waiting.waits, 1);
        assert.ok(Math.abs(half.waiting.seconds - (to - from) / 2) < 1e-12);
        assert.deepEqual(rangeSums(trace, -2, -1), {
            events: 0,
            calls: 0,
            bytes: 0,
            waiting: { waits: 0, seconds: 0 },
            waitingByObject: [],
            waitingByCause: [],
        });
    });

    it("count the bytes that calls have moved", () => {
        assert.equal(rangeSums(trace, 0, trace.endTime).bytes, 16);
    });
});
