/** A recorded program behaves as it does alone: the same output, the same exit status. `npm run transparency` does it 20 times. */
import assert from "node:assert/strict";
import { buildPrograms } from "./buildPrograms";
import { nodeTransparencyCases } from "./nodeTransparencyCases";
import { differenceWhenRecorded, transparencyCases } from "./transparencyCases";

const times = 3;
/** Programs of Node take a second each. */
const timesOfNode = 1;

describe("transparency", () => {
    buildPrograms();
    for (const one of transparencyCases()) {
        it(one.name, () => {
            for (let time = 0; time < times; time++) assert.equal(differenceWhenRecorded(one), undefined);
        });
    }
    for (const one of nodeTransparencyCases()) {
        it(one.name, () => {
            for (let time = 0; time < timesOfNode; time++) assert.equal(differenceWhenRecorded(one), undefined);
        });
    }
});
