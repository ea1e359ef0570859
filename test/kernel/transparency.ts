/** The transparency measurement in full: each program 20 times alone and 20 times recorded. */
import { buildPrograms } from "./buildPrograms";
import { differenceWhenRecorded, transparencyCases } from "./transparencyCases";

const times = 20;

buildPrograms();
for (const one of transparencyCases()) {
    const differences: string[] = [];
    for (let time = 0; time < times; time++) {
        const difference = differenceWhenRecorded(one);
        if (difference !== undefined) differences.push(difference);
    }
    console.log(`${one.name}: the same ${times - differences.length} times of ${times}`);
    if (differences[0] !== undefined) {
        console.log(differences[0]);
        process.exitCode = 1;
    }
}
