/**
 * How long a test waits for what must come, in milliseconds: so long that no machine is too slow for it. Mocha's own limit
 * for a whole test (.mocharc.json) is longer, so that a test tells what it waited for.
 */
export const patience = 120_000;

/** Looks again and again until the condition holds; fails, saying what did not come. */
export async function until(condition: () => boolean, what: () => string): Promise<void> {
    const deadline = Date.now() + patience;
    while (!condition()) {
        if (Date.now() > deadline) throw new Error(`It did not come to this: ${what()}`);
        await new Promise((resolve) => setTimeout(resolve, 10));
    }
}
