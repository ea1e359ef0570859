import assert from "node:assert/strict";
import { leastEventsShown, ReadingGrowth } from "../../webview/reading/readingGrowth";

describe("telling of a trace while it is read", () => {
    /** Reads an event each millisecond; the events of which was told. `telling`: milliseconds. */
    function toldOf(telling: number, events: number): readonly number[] {
        const told: number[] = [];
        let now = 0;
        let read = 0;
        const growth = new ReadingGrowth(
            () => {
                told.push(read);
                now += telling;
            },
            () => now,
        );
        for (; read < events; read += 1, now += 1) growth.read(read);
        return told;
    }

    it("begins as soon as there is something to look at, and not for what is read as soon", () => {
        assert.deepEqual(toldOf(0, leastEventsShown), []);
        assert.deepEqual(toldOf(0, leastEventsShown + 1), [leastEventsShown]);
    });

    it("takes but a small part of the time, however long it takes", () => {
        for (const telling of [0, 20, 100, 1000]) {
            const events = 60_000;
            const told = toldOf(telling, leastEventsShown + events);
            assert.ok(told.length >= 2);
            assert.ok(told.length * telling <= events / 8, `told ${told.length} times, each ${telling} ms`);
        }
    });
});
