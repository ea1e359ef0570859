/** Reads damaged traces: `npm run fuzz-traces [-- COUNT [FIRST-SEED]]`. A hundred share a seed. */
import { fuzzRound, mutationsOfTrace } from "./fuzzRound";

const rounds = Math.ceil(Number(process.argv[2] ?? 1_000_000) / mutationsOfTrace);
const first = Number(process.argv[3] ?? 1);

async function main(): Promise<void> {
    let failed = 0;
    for (let round = 0; round < rounds; round++) {
        try {
            await fuzzRound(first + round, 1);
        } catch (error) {
            failed += 1;
            console.log(error);
        }
        if ((round + 1) % 100 === 0) console.log(`${(round + 1) * mutationsOfTrace} traces, ${failed} rounds failed`);
    }
    console.log(`${rounds * mutationsOfTrace} traces, ${failed} rounds failed`);
    if (failed > 0) process.exitCode = 1;
}

void main();
