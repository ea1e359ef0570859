import assert from "node:assert/strict";
import { durationText, programsText, sizeText, startedText, startOf, summaryText } from "../../extension/recordings/recordingText";
import type { TraceFacts } from "../../tracer/traceFile/traceFacts";

function facts(started: string, duration: number | null, bytes = 12_400): TraceFacts {
    const programs = [["./server", "8080"], ["./client"]];
    const header = {
        format: 1,
        minor: 4,
        ipcscope: "0.1.0",
        architecture: "x86_64",
        host: null,
        monotonicStart: "0",
        directory: "/",
        stacks: true,
    };
    return { header: { ...header, started, programs, payload: 4096 }, bytes, duration };
}

describe("what the list of recordings says", () => {
    it("names the programs, when, how long and how big", () => {
        const some = facts("2026-03-01T10:20:30.000Z", 3_240_000_000);
        assert.equal(programsText(some), "./server 8080, ./client");
        assert.match(startedText(some) ?? "", /2026/);
        assert.match(summaryText(some), /^\.\/server 8080, \.\/client · .*2026.* · 3\.2 s · 12\.4 kB$/);
    });

    it("says nothing of when where the trace does not tell", () => {
        assert.equal(startOf("once upon a time"), null);
        assert.equal(summaryText(facts("once upon a time", null)), "./server 8080, ./client · without an end · 12.4 kB");
    });

    const durations: readonly (readonly [number, string])[] = [
        [0, "0 ms"],
        [412_300_000, "412 ms"],
        [999_400_000, "999 ms"],
        [999_600_000, "1.0 s"],
        [59_940_000_000, "59.9 s"],
        [59_960_000_000, "1 min 0 s"],
        [125_400_000_000, "2 min 5 s"],
        [3_599_700_000_000, "1 h 0 min"],
        [3_725_000_000_000, "1 h 2 min"],
    ];
    for (const [nanoseconds, text] of durations) {
        it(`calls ${nanoseconds} ns ${text}`, () => assert.equal(durationText(facts("", nanoseconds)), text));
    }

    const sizes: readonly (readonly [number, string])[] = [
        [0, "0 B"],
        [999, "999 B"],
        [1000, "1.0 kB"],
        [999_949, "999.9 kB"],
        [999_950, "1.0 MB"],
        [2_500_000_000_000, "2500.0 GB"],
    ];
    for (const [bytes, text] of sizes) it(`calls ${bytes} bytes ${text}`, () => assert.equal(sizeText(bytes), text));
});
