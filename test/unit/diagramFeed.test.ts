import assert from "node:assert/strict";
import { DiagramFeed } from "../../extension/diagramFeed";
import type { HostMessage } from "../../webview/protocol/messages";
import { unpackEvents } from "../../tracer/model/packedEvents";
import { manyJobs } from "../webview/stories/crowd";

describe("feeding the diagram", () => {
    const { events } = manyJobs(1000);
    let feed: DiagramFeed;
    let told: HostMessage[];
    beforeEach(() => {
        feed = new DiagramFeed();
        told = [];
        feed.begin("jobs", true);
    });

    it("tells a panel that opens late all events, in parts that do not stop the page", () => {
        feed.add(events, []);
        feed.connect((message) => told.push(message));
        isToldInParts();
    });

    it("tells a panel that is open so, too", () => {
        feed.connect((message) => told.push(message));
        feed.add(events, []);
        isToldInParts();
    });

    function isToldInParts(): void {
        const parts = told.flatMap((message) => (message.type === "events" ? [unpackEvents(message.events)] : []));
        assert.deepEqual(
            told.map(({ type }) => type),
            ["reset", "events", "events", "events"],
        );
        assert.ok(parts.every((part) => part.length <= 2000));
        assert.deepEqual(parts.flat(), events);
    }
});
