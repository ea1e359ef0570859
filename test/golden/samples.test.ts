/** Each sample's events and descriptor tables, against the texts kept here. */
import assert from "node:assert/strict";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { goldenEvents } from "./goldenEvents";
import { GoldenNames } from "./goldenNames";
import { goldenState } from "./goldenState";
import { assertGolden } from "./goldenText";
import { ordersByTime, recordSample, sampleNames, type Moment } from "./recordedSample";

/** A process that another one has to come after may be late on a busy machine; then the sample is recorded again. */
const timesLate = 3;

describe("golden", () => {
    for (const name of sampleNames) {
        describe(name, function () {
            if (ordersByTime(name)) this.retries(timesLate);
            let moments: readonly Moment[] | null = null;
            const recorded = async (): Promise<readonly Moment[]> => (moments ??= await recordSample(name));
            afterEach(function () {
                if (this.currentTest?.isPassed() !== true) moments = null;
            });
            it("events", async () => assertGolden(name, "events.txt", goldenEvents(await recorded(), new GoldenNames(await recorded()))));
            it("as the page gets it", async () => {
                const events = (await recorded()).map(({ event }) => event);
                assert.deepEqual(unpackEvents(packEvents(events)).flatMap(packedIn), events.flatMap(packedIn));
            });
            it("state", async () => assertGolden(name, "state.txt", goldenState(await recorded(), new GoldenNames(await recorded()))));
        });
    }
});

/** What stands for bytes and large integers in a message, where it still does. */
function packedIn(value: unknown): readonly unknown[] {
    if (typeof value !== "object" || value === null || value instanceof Uint8Array) return [];
    const keys = Object.keys(value).join();
    return keys === "bytes" || keys === "integer" ? [value] : Object.values(value).flatMap(packedIn);
}
