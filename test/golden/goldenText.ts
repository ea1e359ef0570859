/** Compares a text with the one that is kept beside the tests. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** `npm run golden:update` rewrites what is kept; look at the difference before you commit it. */
const rewrites = process.env["GOLDEN_UPDATE"] !== undefined;

export function assertGolden(sample: string, name: string, text: string): void {
    const file = path.join(__dirname, sample, name);
    if (rewrites) {
        mkdirSync(path.dirname(file), { recursive: true });
        writeFileSync(file, text);
        return;
    }
    assert.ok(existsSync(file), `test/golden/${sample}/${name} is missing: make it with 'npm run golden:update', and read it.`);
    assert.equal(text, readFileSync(file, "utf8"));
}
