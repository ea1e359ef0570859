import assert from "node:assert/strict";
import { appendFileSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { DiagramFeed } from "../../extension/diagramFeed";
import { LiveDiagram } from "../../extension/liveDiagram";
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
});
