/** Compares the model with the kernel on random programs: `npm run verify-random [-- COUNT [FIRST-SEED]]`. */
import { availableParallelism } from "node:os";
import { buildPrograms } from "./buildPrograms";
import { runSeeds, verifyRandomScript } from "./randomVerification";

const count = Number(process.argv[2] ?? 5000);
const first = Number(process.argv[3] ?? 1);
const shownOfEach = 5;

async function main(): Promise<void> {
    buildPrograms();
    let comparisons = 0;
    let unknown = 0;
    const failed: number[] = [];
    let done = 0;
    await runSeeds(
        Array.from({ length: count }, (_, index) => first + index),
        availableParallelism(),
        verifyRandomScript,
        (seed, outcome) => {
            done += 1;
            if (outcome instanceof Error) {
                failed.push(seed);
                console.log(`seed ${seed}: ${outcome.message}`);
                return;
            }
            comparisons += outcome.comparisons;
            unknown += outcome.unknown;
            if (outcome.differences.length > 0) {
                failed.push(seed);
                console.log(`seed ${seed}: ${outcome.differences.length} differences`);
                for (const difference of outcome.differences.slice(0, shownOfEach)) console.log(`  ${difference}`);
            }
            if (done % 100 === 0) {
                console.log(`${done} of ${count} scripts, ${comparisons} comparisons, ${failed.length} scripts with differences`);
            }
        },
    );
    console.log(
        `${count} scripts, ${comparisons} comparisons (${unknown} facts unknown to the model), ${failed.length} scripts with differences`,
    );
    if (failed.length > 0) process.exitCode = 1;
}

void main();
