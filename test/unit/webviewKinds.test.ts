import assert from "node:assert/strict";
import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { readImports, sourceFiles } from "../../scripts/import-rules/readImports";
import { objectKinds } from "../../webview/kinds/cards";

const root = path.resolve(__dirname, "../..");
const files = sourceFiles(root).filter((file) => file.startsWith("webview/"));

describe("kinds in the diagram", () => {
    it("have a folder each, named by the kind", () => {
        assert.ok(objectKinds.includes("pipe") && objectKinds.includes("file"));
        assert.deepEqual(
            objectKinds.filter((kind) => !existsSync(path.join(root, "webview/kinds", kind, "card.ts"))),
            [],
        );
    });

    it("are told apart in their own folders and the two tables only", () => {
        const others = files.filter((file) => !file.startsWith("webview/kinds/"));
        assert.ok(others.length > 40);
        const words = new RegExp(`isPipe|(?:===|!==|case |startsWith\\(|has\\()\\s*"(?:${objectKinds.join("|")})"`);
        assert.match('if (card.kind === "tty") return;', words);
        assert.deepEqual(
            others.filter((file) => saysOneOf(words, file)),
            [],
        );
    });

    it("stand between the frame of all cards and the scene: a folder uses those before it", () => {
        const order = ["card", "frame", "kinds", "scene", "layout", "channels", "nodes", "export", "tools"].map(
            (folder) => `webview/${folder}/`,
        );
        const place = (file: string): number => order.findIndex((folder) => file.startsWith(folder));
        const inside = readImports(root, files).filter(({ from, to }) => place(from) >= 0 && place(to) >= 0);
        assert.ok(inside.length > 100);
        assert.deepEqual(
            inside.filter(({ from, to }) => place(to) > place(from)),
            [],
        );
    });

    it("draw in the page only: what the worker runs knows neither Lit nor the frame", () => {
        const imports = readImports(root, files);
        const inWorker = new Set(["webview/worker.ts"]);
        for (const file of inWorker) for (const { from, to } of imports) if (from === file && to.startsWith("webview/")) inWorker.add(to);
        assert.ok(inWorker.has("webview/kinds/pipe/card.ts") && inWorker.has("webview/layout/place.ts"));
        assert.deepEqual(
            imports.filter(({ from, to }) => inWorker.has(from) && (to === "lit" || to.startsWith("webview/frame/"))),
            [],
        );
    });
});

function saysOneOf(words: RegExp, file: string): boolean {
    return words.test(readFileSync(path.join(root, file), "utf8"));
}
