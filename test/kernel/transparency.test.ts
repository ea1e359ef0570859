/** A recorded program behaves as it does alone: the same output, the same exit status. `npm run transparency` does it 20 times. */
import assert from "node:assert/strict";
import { buildPrograms } from "./buildPrograms";
import { differenceWhenRecorded, transparencyCases } from "./transparencyCases";

const times = 3;

describe("transparency", () => {
    buildPrograms();
    for (const one of transparencyCases()) {
        it(one.name, () => {
            for (let time = 0; time < times; time++) assert.equal(differenceWhenRecorded(one), undefined);
        });
    }
});
