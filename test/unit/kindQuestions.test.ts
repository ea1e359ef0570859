/** A kind is asked, not asked for: what is true of pipes is said in the pipe's own files. */
import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { isOwnFile, kindQuestions } from "./house/kindQuestions";
import { filesBelow } from "./house/tree";

const root = path.resolve(__dirname, "../..");
const words = ["pipe", "fifo"];

describe("asking for a kind", () => {
    it("happens nowhere in the product but in the pipe's and the FIFO's own files", () => {
        const files = filesBelow(root, ["tracer", "webview", "extension"]).filter((file) => file.endsWith(".ts"));
        assert.ok(files.some((file) => isOwnFile(file, words)));
        const questions = files
            .filter((file) => !isOwnFile(file, words))
            .flatMap((file) => kindQuestions(readFileSync(path.join(root, file), "utf8"), words).map((line) => `${file}:${line}`));
        assert.deepEqual(questions, []);
    });

    const questions = [
        "if (isPipe(object)) count();",
        "if (!isPipe(object)) size();",
        'import { isFifo } from "./fifo";',
        'const size = object.kind !== "pipe" ? 1 : 2;',
        'const is = "fifo" === object?.kind;',
        "const is = kind == `pipe`;",
        'switch (kind) { case "fifo": break; }',
        'const is = ["pipe", "fifo"].includes(kind);',
        'const buffers = new Set(["pipe", "fifo"]);',
        'const is = kinds.has("pipe");',
    ];
    for (const question of questions) {
        it(`is found in ${question}`, () => assert.deepEqual(kindQuestions(`\n${question}\n`, words), [`2: ${question}`]));
    }

    const others = [
        "const kinds = { pipe, fifo };",
        'const kinds = { "pipe": 1 };',
        'spawn(program, { stdio: ["ignore", "pipe", "pipe"] });',
        'const link = text.startsWith("pipe:[") ? "pipe" : "fifo";',
        'const facts = [["pipe:", "pipe"]] as const;',
        'if (kind === "file") size();',
        "if (pipe === undefined) return; // isPipe",
    ];
    for (const other of others) {
        it(`is not found in ${other}`, () => assert.deepEqual(kindQuestions(other, words), []));
    }

    it("is a kind's own business in its own files", () => {
        for (const path of ["tracer/model/kinds/pipe.ts", "webview/kinds/pipe/spoken.ts", "tracer/interpret/fifo.ts"]) {
            assert.equal(isOwnFile(path, words), true, path);
        }
        for (const path of ["tracer/snapshot/comparePipes.ts", "tracer/model/pipes/state.ts", "webview/pipeline.ts"]) {
            assert.equal(isOwnFile(path, words), false, path);
        }
    });
});
