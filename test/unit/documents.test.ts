import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");
const widest = 160;

/** All Markdown files that are ours. */
function documents(): string[] {
    const below = ["docs", "webview", "samples"].flatMap((folder) =>
        fs.readdirSync(path.join(root, folder), { recursive: true, encoding: "utf8" }).map((name) => path.join(folder, name)),
    );
    return [...fs.readdirSync(root), ...below].filter((name) => name.endsWith(".md"));
}

describe("documents", () => {
    it(`have no line of more than ${widest} characters`, () => {
        const names = documents();
        for (const expected of ["README.md", "CHANGELOG.md", "docs/architecture.md", "webview/README.md", "samples/c/README.md"]) {
            assert.ok(names.includes(expected), `${expected} was looked at`);
        }
        const wide = names.flatMap((name) =>
            fs
                .readFileSync(path.join(root, name), "utf8")
                .split("\n")
                .flatMap((line, index) => (line.length > widest ? [`${name}:${index + 1}`] : [])),
        );
        assert.deepEqual(wide, []);
    });
});
