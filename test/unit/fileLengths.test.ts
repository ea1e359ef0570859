import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { tooLong } from "../../scripts/import-rules/fileLengths";
import { filesBelow } from "./house/tree";

const root = path.resolve(__dirname, "../..");

describe("files", () => {
    it("of the product, and of what builds it, have at most 300 lines", () => {
        const names = filesBelow(root, ["extension", "scripts", "tracer", "webview"]).filter((name) =>
            /\.([cm]?[jt]s|c|h|css)$/.test(name),
        );
        for (const known of ["extension/adapter/launch.ts", "scripts/build.mjs", "tracer/engine/top/main.c", "webview/main.ts"]) {
            assert.ok(names.includes(known), `${known} is among them`);
        }
        assert.deepEqual(tooLong(names.map((name) => ({ name, text: readFileSync(path.join(root, name), "utf8") }))), []);
    });

    it("with more are named", () => {
        const file = (name: string, lines: number, end: string): { name: string; text: string } => ({
            name,
            text: "x\n".repeat(lines) + end,
        });
        assert.deepEqual(tooLong([file("a.ts", 300, ""), file("b.ts", 299, "x"), file("c.ts", 300, "x"), file("d.ts", 301, "")]), [
            "c.ts has 301 lines, more than 300",
            "d.ts has 301 lines, more than 300",
        ]);
    });
});
