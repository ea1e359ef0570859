import assert from "node:assert/strict";
import { json } from "../../tracer/export/json";
import { mermaid } from "../../tracer/export/mermaid";
import { perfetto } from "../../tracer/export/perfetto";
import { RecordedTrace } from "../../tracer/review/recordedTrace";
import { reviewAtOnce } from "./reviewed";

const story = `
    p1 pipe 3 4
    p1 fork p2
    p2 enters read 3
    p1 write 4 "a;b"
    p2 leaves "a;b"
    p2 exits 3
    p1 wait p2`;

interface Parsed {
    readonly traceEvents: readonly {
        readonly ph: string;
        readonly pid: number;
        readonly tid: number;
        readonly name: string;
        readonly ts?: number;
        readonly dur?: number;
        readonly id?: number;
        readonly args?: { readonly name?: string; readonly text?: string };
    }[];
}

describe("a trace in the format of", () => {
    it("Mermaid has who gives what to whom", () => {
        const lines = [...mermaid(reviewAtOnce(story))];
        assert.equal(lines[0], "sequenceDiagram");
        assert.ok(lines.includes("    participant p1 as p1 a"));
        assert.ok(lines.includes("    participant pipe1 as pipe1"));
        const messages = lines.filter((line) => line.includes("->>")).map((line) => line.trim().split(":", 1).join(""));
        assert.deepEqual(messages, ["p1->>p2", "p1->>pipe1", "pipe1-->>p2", "p2-->>p1"]);
        assert.ok(lines.some((line) => line.startsWith("    Note over p2: p2 is in read(3)")));
        assert.ok(lines.join("\n").includes("a#59;b"), "a semicolon would end the message");
    });

    it("Perfetto has slices, waits, names and arrows from cause to effect", () => {
        const trace = reviewAtOnce(story);
        const { traceEvents } = JSON.parse([...perfetto(trace)].join("")) as Parsed;
        const slices = traceEvents.filter(({ ph }) => ph === "X");
        assert.equal(slices.length, trace.length);
        assert.deepEqual(
            slices.map(({ ts }) => ts),
            [...slices.map(({ ts }) => ts ?? 0)].sort((one, other) => one - other),
        );
        const wait = slices.find(({ name }) => name === "waits in read");
        const end = slices.find(({ name }) => name === "callResumed");
        assert.equal((wait?.ts ?? 0) + (wait?.dur ?? 0), end?.ts);
        const names = traceEvents.filter(({ name }) => name === "process_name").map(({ pid, args }) => [pid, args?.name]);
        assert.deepEqual(names, [
            [101, "p1 a"],
            [102, "p2 a"],
        ]);
        const [from, to] = [traceEvents.filter(({ ph }) => ph === "s"), traceEvents.filter(({ ph }) => ph === "f")];
        const bytes = from.find(({ name }) => name === "bytes");
        assert.equal(bytes?.pid, 101);
        assert.equal(to.find(({ id }) => id === bytes.id)?.pid, 102);
        assert.deepEqual(
            from.map(({ id }) => id),
            to.map(({ id }) => id),
        );
    });

    it("JSON has all events and the state at the end", () => {
        const trace = reviewAtOnce(story);
        const whole = JSON.parse([...json(trace)].join("")) as { events: { seq: number; text: string }[]; state: { processes: unknown[] } };
        assert.deepEqual(
            whole.events.map(({ seq }) => seq),
            Array.from({ length: trace.length }, (_, index) => index + 1),
        );
        assert.equal(whole.state.processes.length, 2);
        assert.match(whole.events.map(({ text }) => text).join("\n"), /wrote 3 bytes into pipe1/);
    });

    it("each of them is whole when nothing happened", () => {
        const empty = new RecordedTrace();
        assert.deepEqual(JSON.parse([...perfetto(empty)].join("")), { displayTimeUnit: "ns", traceEvents: [] });
        assert.deepEqual((JSON.parse([...json(empty)].join("")) as { events: unknown[] }).events, []);
        assert.deepEqual([...mermaid(empty)], ["sequenceDiagram"]);
    });
});
