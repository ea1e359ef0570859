/** Each sample's events and descriptor tables, against the texts kept here. */
import assert from "node:assert/strict";
import { packEvents, unpackEvents } from "../../tracer/model/packedEvents";
import { expectedFindings, findingsIn } from "./foundInSamples";
import { goldenEvents } from "./goldenEvents";
import { GoldenNames } from "./goldenNames";
import { goldenState } from "./goldenState";
import { assertGolden } from "./goldenText";
import { recordSample, sampleNames, type Moment } from "./recordedSample";

/** On a busy machine a process may be late that another one has to come after; then the sample is recorded again. */
const timesLate = 3;

describe("golden", () => {
    for (const name of sampleNames) {
        describe(name, function () {
            this.retries(timesLate);
            let moments: readonly Moment[] | null = null;
            // What has no excuse: it cannot be recorded, or what was recorded contradicts itself.
            let fault: Error | null = null;
            const recorded = async (): Promise<readonly Moment[]> => {
                if (fault !== null) throw fault;
                try {
                    return (moments ??= await recordSample(name));
                } catch (error) {
                    fault = error instanceof Error ? error : new Error(String(error));
                    throw fault;
                }
            };
            afterEach(function () {
                if (this.currentTest?.isPassed() !== true) moments = null;
            });
            it("events", async () => assertGolden(name, "events.txt", goldenEvents(await recorded(), new GoldenNames(await recorded()))));
            it("as the page gets it", async () => {
                const events = (await recorded()).map(({ event }) => event);
                assert.deepEqual(unpackEvents(packEvents(events)).flatMap(packedIn), events.flatMap(packedIn));
            });
            it("what is found", async () => assert.deepEqual(findingsIn(await recorded()), expectedFindings[name] ?? []));
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
