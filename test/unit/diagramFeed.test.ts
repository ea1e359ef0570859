import assert from "node:assert/strict";
import { DiagramFeed } from "../../extension/diagramFeed";
import type { HostMessage } from "../../webview/protocol/messages";
import { unpackEvents } from "../../tracer/model/packedEvents";
import { manyJobs } from "../webview/stories/crowd";

describe("feeding the diagram", () => {
    it("tells a panel that opens late all events, in parts that do not stop the page", () => {
        const { events } = manyJobs(1000);
        const feed = new DiagramFeed();
        feed.begin("jobs", true);
        feed.add(events);
        const told: HostMessage[] = [];
        feed.connect((message) => told.push(message));
        const parts = told.flatMap((message) => (message.type === "events" ? [unpackEvents(message.events)] : []));
        assert.deepEqual(
            told.map(({ type }) => type),
            ["reset", "events", "events", "events"],
        );
        assert.ok(parts.every((part) => part.length <= 2000));
        assert.deepEqual(parts.flat(), events);
    });
});
