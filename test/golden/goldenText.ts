/** Compares a text with the one that is kept beside the tests. */
import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";

/** How many lines of each text a failure shows. */
const shown = 12;

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
    assert.fail(firstDifference(text, outcomes[0] ?? ""));
}

/** These texts are too long to be shown whole: where they part, and how they go on. */
function firstDifference(text: string, kept: string): string {
    const lines = text.split("\n");
    const keptLines = kept.split("\n");
    const at = lines.findIndex((line, index) => line !== keptLines[index]);
    const from = at === -1 ? lines.length : at;
    const process = lines.slice(0, from).findLast((line) => /^\S.*:$/.test(line)) ?? "";
    const part = (of: readonly string[], sign: string): string[] => of.slice(from, from + shown).map((line) => sign + line);
    return [
        `The text differs from the one that is kept from line ${String(from + 1)} on (of ${process} ${String(lines.length)} lines now, ${String(keptLines.length)} kept).`,
        ...part(keptLines, "- "),
        ...part(lines, "+ "),
    ].join("\n");
}

function others(file: string): string[] {
    return [2, 3, 4].map((number) => file.replace(/\.txt$/, `.${number}.txt`));
}
