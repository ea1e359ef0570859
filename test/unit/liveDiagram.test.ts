import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { setImmediate } from "node:timers/promises";
import { DiagramFeed } from "../../extension/diagramFeed";
import { LiveDiagram } from "../../extension/liveDiagram";
import { unpackEvents } from "../../tracer/model/packedEvents";
import type { HostMessage } from "../../webview/protocol/messages";
import { nobodyListens } from "../nobodyListens";
import { preamble, record, u32, u64, u8 } from "./traceBytes";

const whole = Buffer.concat([preamble(), record(15, u64(9), u32(0), u8(0))]);

describe("a trace on its way to the diagram", () => {
    let directory: string;
    let trace: string;
    let told: HostMessage[];
    let diagram: LiveDiagram;

    beforeEach(() => {
        directory = mkdtempSync(path.join(tmpdir(), "ipcscope-test-"));
        trace = path.join(directory, "a.ipctrace");
        told = [];
        const feed = new DiagramFeed();
        feed.connect((message) => told.push(message));
        diagram = new LiveDiagram(feed, nobodyListens);
    });
    afterEach(() => {
        diagram.dispose();
        rmSync(directory, { recursive: true });
    });

    const notices = (): string[] => told.flatMap((message) => (message.type === "notice" ? [message.text] : []));
    const notes = (text: string, count: number): readonly Buffer[] => Array<Buffer>(count).fill(record(16, u64(0), text));
    const eventsTold = (): number =>
        told.reduce((sum, message) => sum + (message.type === "events" ? unpackEvents(message.events).length : 0), 0);
    const surplus = (): string => `'${trace}' has 5 bytes, which are no part of the trace, after its end.`;

    it("tells of bytes behind the end of the trace, before it says that the recording has ended", async () => {
        writeFileSync(trace, preamble());
        diagram.follow(trace, "a");
        appendFileSync(trace, Buffer.concat([whole.subarray(preamble().length), Buffer.from("stray")]));
        await diagram.ended(null);
        assert.deepEqual(notices(), [surplus()]);
        assert.equal(told.at(-1)?.type, "ended");
    });

    it("and says nothing where there are none", async () => {
        writeFileSync(trace, whole);
        diagram.follow(trace, "a");
        await diagram.ended(null);
        assert.deepEqual(notices(), []);
    });

    it("comes in parts, between which others are heard", async () => {
        writeFileSync(trace, Buffer.concat([preamble(), ...notes("a", 3000)]));
        diagram.follow(trace, "a");
        while (eventsTold() === 0) await setImmediate();
        assert.ok(eventsTold() < 3000, String(eventsTold()));
        await diagram.ended(null);
        assert.equal(eventsTold(), 3000);
    });

    it("is not told on when another one is shown", async () => {
        const other = path.join(directory, "b.ipctrace");
        writeFileSync(trace, Buffer.concat([preamble(), ...notes("a", 3000)]));
        writeFileSync(other, Buffer.concat([preamble(), ...notes("b", 1)]));
        diagram.follow(trace, "a");
        while (eventsTold() === 0) await setImmediate();
        diagram.follow(other, "b");
        await diagram.ended(null);
        const since = told.slice(told.findIndex((message) => message.type === "reset" && message.title === "b"));
        const events = since.flatMap((message) => (message.type === "events" ? unpackEvents(message.events) : []));
        assert.deepEqual(
            events.map((event) => (event.kind === "traceNote" ? event.text : event.kind)),
            ["b"],
        );
    });
});
