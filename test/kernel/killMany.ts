/** `npm run kill-test -- COUNT`: kills recorder, engine, adapter and gdb in turns, COUNT times, and counts what went wrong. */
import { killAtRandom, victims } from "./killed";

async function main(): Promise<void> {
    const count = Number(process.argv[2] ?? 500);
    let failures = 0;
    for (let seed = 1; seed <= count; seed++) {
        const victim = victims[seed % victims.length] ?? victims[0];
        try {
            await killAtRandom(seed, victim);
        } catch (error) {
            failures += 1;
            console.log(`seed ${seed}, ${victim}: ${error instanceof Error ? error.message : String(error)}`);
        }
        if (seed % 50 === 0) console.log(`${seed} of ${count}, ${failures} failures`);
    }
    process.exitCode = failures > 0 ? 1 : 0;
}

void main();
