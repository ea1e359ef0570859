import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";

const root = path.resolve(__dirname, "../..");

describe("THIRD-PARTY-NOTICES", () => {
    it("names every package in the bundles (node scripts/notices.mjs writes it)", () => {
        const names = execFileSync(process.execPath, [path.join(root, "scripts/notices.mjs"), "--names"], { encoding: "utf8" });
        const notices = fs.readFileSync(path.join(root, "THIRD-PARTY-NOTICES"), "utf8");
        const missing = names
            .trim()
            .split("\n")
            .filter((name) => !notices.includes(`\n${name} (`));
        assert.deepEqual(missing, []);
    });
});
