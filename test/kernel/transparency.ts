/**
 * The transparency measurement in full: each program 20 times alone and 20 times recorded. `npm run transparency WORD` takes those whose
 * names have the word.
 */
import { buildPrograms } from "./buildPrograms";
import { nodeTransparencyCases } from "./nodeTransparencyCases";
import { differenceWhenRecorded, transparencyCases } from "./transparencyCases";

const times = 20;

buildPrograms();
for (const one of [...transparencyCases(), ...nodeTransparencyCases()].filter(({ name }) => name.includes(process.argv[2] ?? ""))) {
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
