import assert from "node:assert/strict";
import { shellWords } from "../../tracer/cli/shellWords";
import { similarWord } from "../../tracer/cli/similarWord";

describe("words of the command line", () => {
    const examples: readonly (readonly [string, readonly string[]])[] = [
        ["", []],
        ["  ls   -l  ", ["ls", "-l"]],
        ["sh -c 'echo \"a  b\"; exit 3'", ["sh", "-c", 'echo "a  b"; exit 3']],
        ['a"b c"d \'\' ""', ["ab cd", "", ""]],
        ["a\\ b \\\\ \\'", ["a b", "\\", "'"]],
        ['"\\$x \\n \\" \\\\"', ['$x \\n " \\']],
        ["'\\n'", ["\\n"]],
        ["a\tb\nc", ["a", "b", "c"]],
    ];
    for (const [text, words] of examples) {
        it(`splits ${JSON.stringify(text)} as a shell does`, () => assert.deepEqual(shellWords(text), words));
    }

    it("refuses what has no end", () => {
        for (const text of ["'a", '"a', "a\\"]) assert.throws(() => shellWords(text), /--also/);
    });

    it("finds the word that was meant", () => {
        const words = ["record", "events", "state", "verify"];
        assert.equal(similarWord("recrod", words), "record");
        assert.equal(similarWord("event", words), "events");
        assert.equal(similarWord("ver", words), "verify");
        assert.equal(similarWord("STATE", words), "state");
        assert.equal(similarWord("xyzzy", words), undefined);
    });
});
