/** Compares a text with the one that is kept beside the tests. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `npm run golden:update` rewrites what is kept; look at the difference before you commit it. */
const rewrites = process.env["GOLDEN_UPDATE"] !== undefined;

/**
 * A program that has several outcomes, such as which of two processes gets a mutex that both want, has a text for each:
 * `events.txt`, `events.2.txt` and so on.
 */
export function assertGolden(sample: string, name: "events.txt" | "state.txt", text: string): void {
    const file = path.join(__dirname, sample, name);
    const outcomes = [file, ...others(file)].filter((outcome) => existsSync(outcome)).map((outcome) => readFileSync(outcome, "utf8"));
    if (outcomes.includes(text)) return;
    if (rewrites) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
        return;
    }
    assert.ok(outcomes.length > 0, `test/golden/${sample}/${name} is missing: make it with 'npm run golden:update', and read it.`);
    assert.equal(text, outcomes[0]);
}

function others(file: string): string[] {
    return [2, 3, 4].map((number) => file.replace(/\.txt$/, `.${number}.txt`));
}
