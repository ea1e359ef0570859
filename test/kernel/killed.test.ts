import { killAtRandom, victims } from "./killed";

describe("killed at a random moment", () => {
    for (const victim of victims) {
        it(`the ${victim}: nothing is left, and the trace opens`, async () => {
            for (let seed = 1; seed <= 3; seed++) await killAtRandom(seed, victim);
        });
    }
});
