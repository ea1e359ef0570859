import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import path from "node:path";
import { sourceFiles } from "../../scripts/import-rules/readImports";
import { printable, printableJson } from "../../tracer/model/printable";

const root = path.resolve(__dirname, "../..");
/** The process's own streams, by whatever name. */
const wayOut =
    /(?<![.\w])process\s*(\.|\?\.|\[)\s*["'`]?std(out|err)\b|\bstd(out|err)\s*[,}][^;]*=\s*process\b|\bconsole\s*[.[?]|["'`](node:(console|tty)|console)["'`]|write\w*\(\s*[12]\s*,/;

describe("what reaches a terminal", () => {
    it("goes through one module", () => {
        const files = sourceFiles(root).filter((file) => file.startsWith("tracer/"));
        assert.ok(files.some((file) => file.startsWith("tracer/cli/")));
        const writing = files.filter((file) => wayOut.test(readFileSync(path.join(root, file), "utf8")));
        assert.deepEqual(writing, ["tracer/cli/terminal.ts"]);
    });

    for (const code of [
        "process.stdout.write(text)",
        "process.stderr.write(text)",
        'process["stdout"].write(text)',
        "const { stderr } = process;",
        "const { argv, stdout } = process;",
        "console.log(text)",
        "writeSync(1, text)",
        'import { Console } from "node:console";',
    ]) {
        it(`is refused elsewhere: ${code}`, () => assert.match(code, wayOut));
    }

    const spelled: readonly (readonly [string, string])[] = [
        ["naïve 漢字 🎉 ◀──", "naïve 漢字 🎉 ◀──"],
        ["a\nb\tc\rd", "a\\nb\\tc\\rd"],
        ["\x1b[31m\x07\x7f\x9b0m", "\\x1b[31m\\x07\\x7f\\x9b0m"],
        ["\u202eabc\u2066\u200f\u061c\u2028\u2029", "\\u202eabc\\u2066\\u200f\\u061c\\u2028\\u2029"],
        ["\u200b\u00ad\ufeff\u{e0041}", "\\u200b\\xad\\ufeff\\U000e0041"],
        ["\ud800", "\\ud800"],
    ];
    for (const [text, shown] of spelled) {
        it(`is spelled out: ${shown}`, () => {
            assert.equal(printable(text), shown);
            assert.equal(JSON.parse(printableJson(text)), text);
            assert.doesNotMatch(printableJson(text), /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
        });
    }
});
