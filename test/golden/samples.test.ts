/** Each sample's events and descriptor tables, against the texts kept here. */
import { goldenEvents } from "./goldenEvents";
import { GoldenNames } from "./goldenNames";
import { goldenState } from "./goldenState";
import { assertGolden } from "./goldenText";
import { recordSample, sampleNames, type Moment } from "./recordedSample";

describe("golden", () => {
    for (const name of sampleNames) {
        describe(name, () => {
            let moments: readonly Moment[];
            before(async () => (moments = await recordSample(name)));
            it("events", () => assertGolden(name, "events.txt", goldenEvents(moments, new GoldenNames(moments))));
            it("state", () => assertGolden(name, "state.txt", goldenState(moments, new GoldenNames(moments))));
        });
    }
});
